// A registration as a seller fills it in: the nine fields, by either pair of hands.
import {said} from './portal.mjs';

export const example = {
    domain: 'aldergatefreight.example',
    name: 'Aldergate Freight Ltd.',
    country: 'United States',
    sector: 'Transport',
    objective:
        'Plan every depot shift from bookings and hand what does not fit to a planner at once.',
    product: 'Platform licenses',
    licenses: '300000',
    services: '60000',
    close_in_days: 120,
    contact: 'Priya Nair',
    email: 'p.nair@aldergatefreight.example',
};

export function day_text(days_from_now) {
    const day = new Date(Date.now() + days_from_now * 86400000);
    const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
    return `${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

export const field = (page, name) =>
    page.getByRole('main').getByRole('textbox', {name, exact: true});

export async function open_form(page, hands) {
    await hands.press(page, page.getByRole('navigation').getByRole('link', {name: /^Deals/}));
    await hands.press(page, page.getByRole('main').getByRole('button', {name: 'Register a deal'}));
    await said(page.getByRole('heading', {name: 'Register a deal'}));
}

export async function fill_form(page, hands, deal) {
    const write = (name, text) => hands.write(page, field(page, name), text);
    const combo = (name) => page.getByRole('main').getByRole('combobox', {name, exact: true});
    await write('Customer’s web domain', deal.domain);
    await write('Customer’s legal name', deal.name);
    await hands.choose(page, combo('Country'), deal.country);
    await hands.choose(page, combo('Sector'), deal.sector);
    await write('What the customer wants to achieve', deal.objective);
    await hands.press(
        page,
        page.getByRole('main').getByRole('button', {name: deal.product, exact: true}),
    );
    await write('Software Licenses', deal.licenses);
    await write('Professional Services', deal.services);
    await write('Expected close', day_text(deal.close_in_days));
    await write('Your contact at the customer', deal.contact);
    await write('The contact’s e-mail', deal.email);
}

export async function submit(page, hands) {
    const button = page
        .getByRole('main')
        .getByRole('button', {name: 'Submit registration'})
        .first();
    await hands.press(page, button);
}
