// What the program calls in the page: one function for what it asks, one for letters that it has no
// face for. An exception must not cross wasm in mid-frame, so it is handed to the page's crash
// shell instead.
mergeInto(LibraryManager.library, {
    entente_effect__deps: ['$EntenteStore'],
    entente_effect: function (kind, number, pointer, length) {
        try {
            Module['effect'](kind, number, HEAPU8.slice(pointer, pointer + length));
        } catch (error) {
            Module['fault'](error);
        }
    },
    // web/browser_glyphs.cpp. The same families as in web/public/shell.css.
    entente_glyph__deps: ['$EntenteGlyphs'],
    entente_glyph: function (letter, size, semibold, side, pixels, measures) {
        try {
            var pen = EntenteGlyphs.pen(side);
            var text = String.fromCodePoint(letter);
            pen.font = (semibold ? 600 : 400) + ' ' + size + 'px Entente, system-ui, sans-serif';
            pen.fillStyle = '#fff';
            var is = pen.measureText(text);
            var left = Math.floor(-is.actualBoundingBoxLeft);
            var top = Math.floor(-is.actualBoundingBoxAscent);
            var width = Math.min(Math.ceil(is.actualBoundingBoxRight) - left, side);
            var height = Math.min(Math.ceil(is.actualBoundingBoxDescent) - top, side);
            pen.clearRect(0, 0, side, side);
            pen.fillText(text, -left, -top);
            var drawn = pen.getImageData(0, 0, side, side).data;
            var colored = 0;
            for (var at = 0; at < drawn.length && !colored; at += 4)
                if (drawn[at + 3] > 200 && drawn[at] + drawn[at + 1] + drawn[at + 2] < 750)
                    colored = 1;
            HEAPU8.set(drawn, pixels);
            HEAPF32.set([left, top, width, height, is.width, colored], measures >> 2);
        } catch (error) {
            Module['fault'](error);
        }
    },
    $EntenteGlyphs: {
        context: null,
        pen: function (side) {
            if (!this.context || this.context.canvas.width < side)
                this.context = new OffscreenCanvas(side, side).getContext('2d', {
                    willReadFrequently: true,
                });
            return this.context;
        },
    },
});
