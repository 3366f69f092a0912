(english) => {
  const found = [];
  const say = (element, what) => {
    const words = (element.innerText || element.getAttribute('aria-label') || '').trim().slice(0, 30);
    found.push(`${what}: <${element.tagName.toLowerCase()} class="${element.className?.baseVal ?? element.className}" ${element.id}> ${words}`);
  };
  const scope = document.querySelector('dialog[open]') ?? document.body;
  const shown = (element) => element.checkVisibility({ opacityProperty: false, visibilityProperty: true })
    && element.closest('.sr, .paper, .shell__skip') === null;
  const screen = document.scrollingElement;
  if (screen.scrollWidth > innerWidth + 1) {
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    say(wide.at(-1) ?? screen, `scrolls sideways by ${screen.scrollWidth - innerWidth}`);
  }
  for (const element of scope.querySelectorAll('a, button, select, summary, input, textarea')) {
    if (!shown(element)) continue;
    // A link among words is as high as they are.
    if (element.tagName === 'A' && getComputedStyle(element).display === 'inline' && element.closest('p, .table')) continue;
    const target = element.matches('[type=radio], [type=checkbox], [type=file]') ? element.closest('label') ?? element : element;
    const { left, width, height } = target.getBoundingClientRect();
    if (left < -1) say(element, 'beyond the left edge');
    if (width < 43.5 || height < 43.5) say(element, `small, ${Math.round(width)} by ${Math.round(height)}`);
  }
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    if (text === '' || !shown(holder)) continue;
    if (english && /\p{Script=Han}/u.test(text) && !holder.closest('bdi, [lang]:not([lang=en]), select, .num, svg, .passcard')) {
      say(holder, 'not in English');
    }
    if (!english && !/\p{Script=Han}/u.test(text) && /[a-z]{4,}/u.test(text) && !holder.closest('bdi, [lang=en], .num, .secret, svg, .passcard, select')) {
      say(holder, 'not in Chinese');
    }
    if (holder.scrollWidth > holder.clientWidth + 1 && holder.clientWidth > 1 && getComputedStyle(holder).overflowX === 'hidden') {
      say(holder, 'cut off');
    }
    // A word of a button, or beside an icon in a table, is not broken in the middle.
    if (holder.closest('button, .btn, .badge, .segment, th, dt, .nav__item, .table .row, h1, h2, label')) {
      const range = document.createRange();
      for (const word of walker.currentNode.data.matchAll(/[A-Za-z]{2,}/gu)) {
        range.setStart(walker.currentNode, word.index);
        range.setEnd(walker.currentNode, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (lines.size > 1) say(holder, `broken word ${word[0]}`);
      }
    }
  }
  return found;
}
