// The screens that are looked at one by one: by axe, and for pictures.
import {said} from './portal.mjs';

async function open_deal(page) {
    const link = page.getByRole('main').getByRole('link', {name: 'Northgate Rail Inc.'});
    await link.dispatchEvent('click');
    await said(page.getByRole('main').getByText('History').first());
}

async function open_case(page) {
    await page.getByRole('main').getByRole('row').getByRole('link').first().dispatchEvent('click');
    await said(page.getByRole('main').getByText('The case').first());
}

async function ask_preview(page) {
    const field = page.getByRole('main').getByRole('textbox', {name: 'Search partners'});
    await field.fill('Slalom', {force: true});
    const row = page.getByRole('main').getByRole('row').filter({hasText: 'Slalom'});
    await row.getByRole('button', {name: 'View as partner…'}).dispatchEvent('click');
    await said(page.getByRole('dialog'));
}

async function look_as_partner(page) {
    await ask_preview(page);
    const dialog = page.getByRole('dialog');
    await dialog
        .getByRole('textbox', {name: 'Why you look'})
        .fill('A look at the pipeline', {force: true});
    await dialog.getByRole('button', {name: 'View as partner'}).dispatchEvent('click');
    await said(page.getByRole('region', {name: /^Viewing as Slalom/}));
}

async function begin_form(page) {
    const text = (name, value) =>
        page.getByRole('main').getByRole('textbox', {name, exact: true}).fill(value, {force: true});
    const choose = (name, label) =>
        page
            .getByRole('main')
            .getByRole('combobox', {name, exact: true})
            .selectOption({label}, {force: true});
    await text('Customer’s web domain', 'aldergatefreight.example');
    await text('Customer’s legal name', 'Aldergate Freight Ltd.');
    await choose('Country', 'United States');
    await choose('Sector', 'Transport');
    await text(
        'What the customer wants to achieve',
        'Plan every depot shift from bookings and hand what does not fit to a planner at once.',
    );
    await text('Software Licenses', '520000');
    await text('Professional Services', '60000');
    await text('Implementation Services', '60000');
}

async function reckon(page) {
    const text = (name, value) =>
        page.getByRole('main').getByRole('textbox', {name, exact: true}).fill(value, {force: true});
    await text('Software Licenses', '520000');
    await text('Professional Services', '60000');
}

export const screens = [
    {name: 'home', who: 'maya', route: '/'},
    {name: 'deals', who: 'maya', route: '/deals'},
    {name: 'deal', who: 'maya', route: '/deals?filter=all&q=Northgate', open: open_deal},
    {name: 'register', who: 'maya', route: '/deals/new', open: begin_form},
    {name: 'margins', who: 'maya', route: '/margins', open: reckon},
    {name: 'rate-card', who: 'maya', route: '/margins/rate-card'},
    {name: 'certifications', who: 'maya', route: '/certifications'},
    {name: 'attention', who: 'maya', route: '/attention'},
    {name: 'settings', who: 'maya', route: '/settings'},
    {name: 'not-found', who: 'maya', route: '/no/such/page'},
    {name: 'approvals', who: 'elena', route: '/approvals'},
    {name: 'case', who: 'elena', route: '/approvals', open: open_case},
    {name: 'partners', who: 'elena', route: '/partners'},
    {name: 'preview-dialog', who: 'elena', route: '/partners', open: ask_preview},
    {name: 'preview', who: 'elena', route: '/partners', open: look_as_partner},
];
