// Starts the scan worker. What goes wrong here must be thrown out of a promise, or the page never hears of it.
importScripts('/scan_worker.js');
wasm_bindgen({ module_or_path: '/scan_worker_bg.wasm' }).catch(function (error) {
  setTimeout(function () { throw error; });
});
