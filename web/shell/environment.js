// What the person set in browser and system: language, color scheme, motion, contrast, touch.
import {host_event, pack} from './contract.js';

const queries = {
    dark: '(prefers-color-scheme: dark)',
    reduced_motion: '(prefers-reduced-motion: reduce)',
    more_contrast: '(prefers-contrast: more)',
    forced_colors: '(forced-colors: active)',
    coarse: '(pointer: coarse)',
};

export class Environment {
    constructor() {
        this.media = Object.fromEntries(
            Object.entries(queries).map(([name, query]) => [name, matchMedia(query)]),
        );
    }

    touch() {
        return this.media.coarse.matches;
    }

    // Pairs of a name and a value.
    told() {
        const pairs = Object.entries(this.media).map(([name, media]) => [
            name,
            media.matches ? '1' : '0',
        ]);
        pairs.push(['languages', (navigator.languages || [navigator.language || 'en']).join(',')]);
        pairs.push(['utc_offset_minutes', String(-new Date().getTimezoneOffset())]);
        pairs.push(['online', navigator.onLine ? '1' : '0']);
        return pack(pairs.flat());
    }

    follow(program) {
        const tell = () => program.host_event(host_event.environment, 0, this.told());
        for (const media of Object.values(this.media)) media.addEventListener('change', tell);
        window.addEventListener('languagechange', tell);
        tell();
    }
}
