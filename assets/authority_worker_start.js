// Starts the worker with the authority's keys. What goes wrong here must be thrown out of a promise, or the page never hears
// of it.
importScripts('/authority_worker.js');
wasm_bindgen({ module_or_path: '/authority_worker_bg.wasm' }).catch(function (error) {
  setTimeout(function () { throw error; });
});
