// Starts the scan worker, in the build that the browser runs. What goes wrong here must be thrown out of a promise, or
// the page never hears of it.
importScripts('/simd.js');
importScripts(SIMD ? '/scan_worker_simd.js' : '/scan_worker.js');
wasm_bindgen({ module_or_path: SIMD ? '/scan_worker_simd_bg.wasm' : '/scan_worker_bg.wasm' }).catch(function (error) {
  setTimeout(function () { throw error; });
});
