// Starts the app and says what is wrong when it does not start. Runs before the first paint, so it stays tiny.
(function () {
  'use strict';
  var script = document.currentScript;
  var ready = false;
  var skeleton;
  // Long enough for a slow network; the app may still come and then replaces the words.
  var PATIENCE_MS = 20000;

  // The visitor's language, letter size and colours, before anything is painted (src/state/settings.rs writes them).
  function look() {
    var root = document.documentElement;
    var chosen = {};
    // Storage may be off, and what stands in it may be anything; the app reports that, here the defaults do.
    try { chosen = JSON.parse(localStorage.getItem('venue-code/settings')).data || {}; } catch (error) { /* as above */ }
    var wanted = (navigator.languages || [navigator.language]).filter(function (tag) { return /^(zh|en)\b/i.test(tag); })[0];
    root.lang = chosen.language === 'zh-CN' || chosen.language === 'en' ? chosen.language : /^zh/i.test(wanted) ? 'zh-CN' : 'en';
    if (chosen.theme === 'light' || chosen.theme === 'dark') root.setAttribute('data-theme', chosen.theme);
    if (chosen.text_size === 'small' || chosen.text_size === 'large') root.setAttribute('data-text', chosen.text_size);
    if (chosen.elder === true) root.setAttribute('data-elder', '');
  }

  // Puts the words over whatever stands there: the skeleton, or an app that is dead.
  function say(why) {
    var root = document.getElementById('app');
    root.textContent = '';
    var words = root.appendChild(skeleton.cloneNode(true));
    words.setAttribute('data-failed', why);
    words.querySelector('#boot-wait').hidden = true;
    words.querySelector('#boot-failed').hidden = false;
    words.querySelector('#boot-retry').onclick = function () { location.reload(); };
  }

  function fail(error) {
    if (ready) return;
    if (error) console.error(error);
    say('start');
  }

  // A panic ends the app for good, wherever it happened; an ordinary error does not.
  function crash(event) {
    if ((event.error || event.reason) instanceof WebAssembly.RuntimeError) say('crash');
  }

  function started() {
    ready = true;
    document.documentElement.setAttribute('data-ready', '');
    performance.mark('venue-code-ready');
    // Offline starts are prepared once the app stands, so that the first start shares its network with nobody.
    // The console needs the network anyway, and its users not the visitor's files.
    if (!('serviceWorker' in navigator) || script.hasAttribute('data-online')) return;
    navigator.serviceWorker.register('/sw.js').catch(function (error) { console.warn('no offline start', error); });
  }

  function start() {
    skeleton = document.querySelector('.skeleton').cloneNode(true);
    if (typeof WebAssembly !== 'object') return fail(new Error('this browser has no WebAssembly'));
    setTimeout(fail, PATIENCE_MS);
    window.addEventListener('error', crash);
    window.addEventListener('unhandledrejection', crash);
    import(script.getAttribute('data-app'))
      .then(function (app) { return app.default({ module_or_path: script.getAttribute('data-wasm') }); })
      .then(started)
      .catch(fail);
  }

  look();
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
