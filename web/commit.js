// The only writer of the mount /entente/<namespace>: named files, in one fenced IndexedDB
// transaction. Records have the shape of stock IDBFS, which loads them. FS.syncfs(false) is never
// called: it loses data in eight known ways. Every call answers ok | quota | fenced | lost |
// io_error, always.
mergeInto(LibraryManager.library, {
    $EntenteStore__deps: ['$FS', '$IDBFS'],
    $EntenteStore__postset: "Module['store'] = EntenteStore.facade();",
    $EntenteStore: {
        root: '',
        namespace: '',
        generation: 0,
        loaded: false,
        unsaved: [], // Outbox files of failed commits, kept in the second store as well.
        queue: null,
        watchdog_ms: 10000,
        tries_max: 3,
        copy_bytes_max: 200000,

        facade: () => {
            EntenteStore.queue = Promise.resolve();
            return {
                'load': EntenteStore.load,
                'commit': (writes, removes, strict) => {
                    // A commit that throws is answered too, and must not stop those behind it.
                    var turn = EntenteStore.queue
                        .then(() => EntenteStore.commit(writes, removes, strict))
                        .catch((error) => {
                            console.error(error);
                            return 'io_error';
                        });
                    EntenteStore.queue = turn;
                    return turn;
                },
                'read': EntenteStore.read,
                'settled': () => EntenteStore.queue,
            };
        },

        path: (name) => EntenteStore.root + '/' + name,
        // Base snapshots and applied pulls can be fetched again, and the program holds them
        // decoded.
        replaceable: (name) => /^[bd]\./.test(name),

        // A browser may never answer at all; then the question counts as failed.
        answered: (ask) =>
            new Promise((resolve, reject) => {
                var timer = setTimeout(
                    () => reject(new Error('no answer')),
                    EntenteStore.watchdog_ms,
                );
                var ended = (settle) => (value) => {
                    clearTimeout(timer);
                    settle(value);
                };
                ask(ended(resolve), ended(reject));
            }),

        database: () =>
            EntenteStore.answered((resolve, reject) => {
                IDBFS.getDB(EntenteStore.root, (error, database) => {
                    // Stock getDB reports some failures as no error and no database.
                    if (error || !database) return reject(error || new Error('no database'));
                    database['onclose'] = database['onversionchange'] = () => EntenteStore.forget();
                    resolve(database);
                });
            }),

        // Stock IDBFS keeps a dead connection for ever.
        forget: () => {
            var database = IDBFS.dbs[EntenteStore.root];
            delete IDBFS.dbs[EntenteStore.root];
            if (database) database.close();
        },

        outcome_of: (error) => {
            var name = error ? error['name'] : '';
            if (name == 'QuotaExceededError') return 'quota';
            var permanent = ['DataError', 'DataCloneError', 'ConstraintError', 'ReadOnlyError'];
            return permanent.includes(name) ? 'io_error' : 'lost';
        },

        // One transaction: `body(store, stop)` issues its requests; stop(outcome) aborts it.
        transact: (database, strict, body) =>
            new Promise((resolve) => {
                var stopped = '';
                try {
                    var transaction = database.transaction(['FILE_DATA'], 'readwrite', {
                        'durability': strict ? 'strict' : 'relaxed',
                    });
                } catch (error) {
                    return resolve(EntenteStore.outcome_of(error));
                }
                var stop = (outcome) => {
                    stopped = outcome;
                    try {
                        transaction.abort();
                    } catch (error) {
                        // Already finished: its own event has answered, or will.
                    }
                };
                var timer = setTimeout(() => {
                    stop('lost');
                    resolve('lost');
                }, EntenteStore.watchdog_ms);
                var answer = (outcome) => {
                    clearTimeout(timer);
                    resolve(outcome);
                };
                transaction.oncomplete = () => answer('ok');
                transaction.onabort = () =>
                    answer(stopped || EntenteStore.outcome_of(transaction.error));
                try {
                    body(transaction.objectStore('FILE_DATA'), stop);
                } catch (error) {
                    stop(EntenteStore.outcome_of(error));
                }
            }),

        // Opens again after a lost connection. Writing a file twice is harmless: files never
        // change.
        persist: async (strict, body) => {
            var outcome = 'lost';
            for (var i = 0; outcome == 'lost' && i < EntenteStore.tries_max; ++i) {
                try {
                    outcome = await EntenteStore.transact(
                        await EntenteStore.database(),
                        strict,
                        body,
                    );
                } catch (error) {
                    outcome = EntenteStore.outcome_of(error);
                }
                if (outcome == 'lost') EntenteStore.forget();
            }
            return outcome;
        },

        record: (bytes) => ({
            'timestamp': new Date(),
            'mode': 33206, // A regular file, rw-rw-rw-, as FS.writeFile makes it.
            'contents': bytes,
        }),
        writer_of: (entry) => (entry ? Number(new TextDecoder().decode(entry['contents'])) : 0),

        // The fence is raised before the files are read: from then on no older writer can add to
        // them.
        raise_fence: (rescued) =>
            EntenteStore.persist(true, (store) => {
                store.get(EntenteStore.path('.writer')).onsuccess = (event) => {
                    EntenteStore.generation = EntenteStore.writer_of(event.target.result) + 1;
                    var mark = new TextEncoder().encode(String(EntenteStore.generation));
                    store.put(EntenteStore.record(mark), EntenteStore.path('.writer'));
                    rescued.forEach((file) => {
                        var path = EntenteStore.path(file[0]);
                        store['getKey'](path).onsuccess = (found) => {
                            if (found.target.result === undefined)
                                store.put(EntenteStore.record(file[1]), path);
                        };
                    });
                };
            }),

        populate: () =>
            new Promise((resolve, reject) => {
                var timer = setTimeout(() => reject(new Error('the load did not end')), 30000);
                FS.syncfs(true, (error) => {
                    clearTimeout(timer);
                    if (error) reject(error);
                    else resolve();
                });
            }),

        stored_names: async () => {
            var database = await EntenteStore.database();
            return EntenteStore.answered((resolve, reject) => {
                var request = database
                    .transaction(['FILE_DATA'], 'readonly')
                    .objectStore('FILE_DATA')
                    ['getAllKeys']();
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
            });
        },

        // Mounts, takes over the fence, and hands out every file. Rejects when not all could be
        // read: a failed load is never an empty store.
        load: async (namespace) => {
            EntenteStore.loaded = false;
            EntenteStore.namespace = namespace;
            EntenteStore.root = '/entente/' + namespace;
            if (!FS.analyzePath(EntenteStore.root).exists) {
                FS.mkdirTree(EntenteStore.root);
                FS.mount(IDBFS, {}, EntenteStore.root);
            }
            var copies = EntenteStore.copy_keys();
            var rescued = EntenteStore.copied(copies);
            var raised = await EntenteStore.raise_fence(rescued);
            if (raised != 'ok') throw new Error(raised);
            EntenteStore.inherit_copies(copies, rescued);
            await EntenteStore.populate();
            var names = FS.readdir(EntenteStore.root).filter((name) => name != '.' && name != '..');
            var stored = await EntenteStore.stored_names();
            if (stored.some((path) => !FS.analyzePath(path).exists))
                throw new Error('files are missing');
            var files = names
                .filter((name) => name != '.writer')
                .map((name) => {
                    var bytes = FS.readFile(EntenteStore.path(name));
                    if (EntenteStore.replaceable(name)) FS.unlink(EntenteStore.path(name));
                    return [name, bytes];
                });
            EntenteStore.loaded = true;
            return {'files': files, 'generation': EntenteStore.generation};
        },

        commit: async (writes, removes, strict) => {
            if (!EntenteStore.loaded) return 'io_error';
            EntenteStore.copy(writes, removes);
            var outcome = await EntenteStore.persist(strict, (store, stop) => {
                store.get(EntenteStore.path('.writer')).onsuccess = (event) => {
                    if (EntenteStore.writer_of(event.target.result) != EntenteStore.generation) {
                        return stop('fenced');
                    }
                    try {
                        writes.forEach((file) => {
                            store.put(EntenteStore.record(file[1]), EntenteStore.path(file[0]));
                        });
                        removes.forEach((name) => store.delete(EntenteStore.path(name)));
                    } catch (error) {
                        stop(EntenteStore.outcome_of(error));
                    }
                };
            });
            if (outcome == 'ok') EntenteStore.reflect(writes, removes);
            if (outcome == 'fenced') EntenteStore.keep_copy([]);
            return outcome;
        },

        // The mount shows what is stored, never more.
        reflect: (writes, removes) => {
            EntenteStore.unsaved = [];
            writes.forEach((file) => {
                if (!EntenteStore.replaceable(file[0]))
                    FS.writeFile(EntenteStore.path(file[0]), file[1]);
            });
            removes.forEach((name) => {
                if (FS.analyzePath(EntenteStore.path(name)).exists)
                    FS.unlink(EntenteStore.path(name));
            });
        },

        // What is stored under these names now, past every cache: a compaction is verified with it.
        read: async (names) => {
            var database = await EntenteStore.database();
            return Promise.all(
                names.map((name) =>
                    EntenteStore.answered((resolve, reject) => {
                        var request = database
                            .transaction(['FILE_DATA'], 'readonly')
                            .objectStore('FILE_DATA')
                            .get(EntenteStore.path(name));
                        request.onsuccess = () => {
                            resolve(request.result ? [name, request.result['contents']] : []);
                        };
                        request.onerror = () => reject(request.error);
                    }),
                ),
            );
        },

        // The last outbox files also go to localStorage, another store of the browser; each writer
        // has a copy of its own there, so that one that lost its turn spoils no other's.
        copy_prefix: () => 'entente:unsent:' + EntenteStore.namespace + ':',
        copy_key: () => EntenteStore.copy_prefix() + EntenteStore.generation,
        copy_keys: () => {
            try {
                return Object.keys(window['localStorage']).filter((key) =>
                    key.startsWith(EntenteStore.copy_prefix()),
                );
            } catch (error) {
                return []; // A browser that forbids storage keeps no copies.
            }
        },
        copy: (writes, removes) => {
            var fresh = writes.filter((file) => /^o\./.test(file[0]));
            var kept = EntenteStore.unsaved.filter((file) => !removes.includes(file[0]));
            EntenteStore.unsaved = kept.concat(fresh);
            if (!fresh.length && !removes.length) return;
            EntenteStore.keep_copy(
                fresh.length
                    ? EntenteStore.unsaved
                    : EntenteStore.copied([EntenteStore.copy_key()]).filter(
                          (file) => !removes.includes(file[0]),
                      ),
            );
        },
        keep_copy: (files) => {
            var size = files.reduce((sum, file) => sum + file[1].length, 0);
            var text = (bytes) =>
                btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
            try {
                var store = window['localStorage'];
                if (!size || size > EntenteStore.copy_bytes_max)
                    store['removeItem'](EntenteStore.copy_key());
                else
                    store['setItem'](
                        EntenteStore.copy_key(),
                        JSON.stringify(files.map((file) => [file[0], text(file[1])])),
                    );
            } catch (error) {
                // The copy is the second net: when its store is full, the first one still answers.
            }
        },
        copied: (keys) => {
            try {
                return keys.flatMap((key) =>
                    JSON.parse(window['localStorage']['getItem'](key) || '[]').map((file) => [
                        file[0],
                        Uint8Array.from(atob(file[1]), (c) => c.charCodeAt(0)),
                    ]),
                );
            } catch (error) {
                return []; // Damaged or forbidden: there is no copy.
            }
        },
        // What every writer before this one left, as a copy of this one's own.
        inherit_copies: (keys, files) => {
            EntenteStore.keep_copy(files);
            keys.filter((key) => key != EntenteStore.copy_key()).forEach((key) =>
                window['localStorage']['removeItem'](key),
            );
        },
    },
});
