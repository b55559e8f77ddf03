// What the program calls in the page: one function. An exception must not cross wasm in mid-frame,
// so it is handed to the page's crash shell instead.
mergeInto(LibraryManager.library, {
    entente_effect__deps: ['$EntenteStore'],
    entente_effect: function (kind, number, pointer, length) {
        try {
            Module['effect'](kind, number, HEAPU8.slice(pointer, pointer + length));
        } catch (error) {
            Module['fault'](error);
        }
    },
});
