// The service worker: after one visit the app opens without a network.
//
// Every file but the pages has its hash in its name, so files of two builds never mix: the pages come from this
// build's cache alone, everything else is looked up by its name in whatever cache has it. The cache before this one
// is kept for tabs that are still open on it. A new build is fetched whole or not at all, and serves from the next
// start on.
'use strict';

// The site build fills these in.
const BUILD = '';
const FILES = [];

// Of the scan worker's two builds the browser needs one.
importScripts('/simd.js');
const OTHER = self.SIMD ? /^\/scan_worker(_bg)?-/ : /^\/scan_worker_simd/;

const PREFIX = 'venue-code-';
const CACHE = PREFIX + BUILD;

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    try {
      // Hashed names may come from the browser's own cache; pages must be asked for anew.
      const wanted = FILES.filter((url) => !OTHER.test(url));
      await cache.addAll(wanted.map((url) => new Request(url, { cache: hashed(url) ? 'default' : 'no-cache' })));
    } catch (error) {
      // An empty cache would later count as the build before, and push out the real one.
      await caches.delete(CACHE);
      throw error;
    }
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    // In the order of creation: the last one is the build before this.
    await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const name = request.mode === 'navigate' ? page(url.pathname) : url.pathname;
  if (FILES.includes(name)) event.respondWith(ours(name, request));
  else if (hashed(name)) event.respondWith(stored(name, request));
  // Everything else, /api first of all, is the network's and is never stored.
});

// Which file answers a navigation: a page of its own, or the app, which has all other addresses but the console's.
function page(path) {
  if (FILES.includes(path)) return path;
  const last = path.slice(path.lastIndexOf('/') + 1);
  const elsewhere = /^\/(api|console)(\/|$)/.test(path) || last.includes('.') || path === '/healthz';
  return elsewhere ? path : '/index.html';
}

function hashed(path) {
  return /-[0-9a-f]{16}\.[a-z0-9]+$/.test(path);
}

async function ours(name, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(name)) || fetch(request);
}

async function stored(name, request) {
  return (await caches.match(name)) || fetch(request);
}
