// Whether the browser's WebAssembly has vectors (SIMD): this is a module of one function, () => v128, which is
// i32.const 0, i8x16.splat, i8x16.popcnt. The scan worker and the service worker ask; neither needs the other build.
self.SIMD = WebAssembly.validate(new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0,
  1, 5, 1, 96, 0, 1, 123,
  3, 2, 1, 0,
  10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]));
