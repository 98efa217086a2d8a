// Small tools to build and keep elements.

/** An element: attributes, on… listeners, `text`, `html`, `data` and children. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'text') node.textContent = value;
    else if (name === 'html') node.innerHTML = value;
    else if (name === 'class') node.className = value;
    else if (name === 'testid') node.dataset.testid = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** Writes text only where it differs, so that nothing under a finger is replaced. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Makes `nodes` the children of `parent`, moving only what is out of place. */
export function reconcile(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let at = parent.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
}

const strokes = {
  send: '<path d="M4 12l16-8-5 17-3.5-7z" fill="currentColor" stroke="none"/>',
  attach: '<path d="M20 11.5l-8.3 8.3a5 5 0 0 1-7.1-7.1l8.6-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6"/>',
  back: '<path d="M15 5l-7 7 7 7"/>',
  reply: '<path d="M10 8V4L3 11l7 7v-4.2c5 0 8.3 1.5 11 5.2-1-6-4-10.5-11-11z"/>',
  close: '<path d="M6 6l12 12M18 6L6 18"/>',
  down: '<path d="M12 5v14M6 13l6 6 6-6"/>',
  search: '<circle cx="11" cy="11" r="6.500"/><path d="M16 16l4.500 4.500"/>',
  slash: '<rect x="4" y="4" width="16" height="16" rx="5"/><path d="M13.500 8.500l-3 7"/>',
  out: '<path d="M8 16L16 8M9.500 8H16v6.500"/>',
  check: '<path d="M5 12.500l4.500 4.500L19 7.500"/>',
  guide: '<path d="M5 19c0-6 14-6 14-12"/><circle cx="5" cy="19" r="1.800"/><circle cx="19" cy="5" r="1.800"/>',
  photo: '<rect x="3.500" y="5" width="17" height="14" rx="3"/><circle cx="9" cy="10" r="1.600"/><path d="M5 17.500l5-4.500 3 2.500 3-3 4 4"/>',
  voice: '<rect x="9" y="3.500" width="6" height="11" rx="3"/><path d="M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3"/>',
  place: '<path d="M12 21c-4.500-5-7-8-7-11.500a7 7 0 0 1 14 0C19 13 16.500 16 12 21z"/><circle cx="12" cy="9.500" r="2.400"/>',
  edit: '<path d="M4.500 19.500l1-4.500L16 4.500l3.500 3.500L9 18.500z"/>',
  bin: '<path d="M5 7h14M10 7V4.500h4V7M7 7l1 12.500h8L17 7"/>',
  forward: '<path d="M14 8V4l7 7-7 7v-4.200c-5 0-8.300 1.500-11 5.200 1-6 4-10.500 11-11z"/>',
  file: '<path d="M7 3.500h7l4.500 4.500v12.500h-11.500z"/><path d="M14 3.500V8h4.500"/>',
  pin: '<path d="M9 4h6l-1 6 4 3.500v1.500H6v-1.500L10 10z"/><path d="M12 15v5.500"/>',
  chats: '<path d="M4 6.500A2.500 2.500 0 0 1 6.500 4h11A2.500 2.500 0 0 1 20 6.500v7a2.500 2.500 0 0 1-2.500 2.500H11l-4.500 4v-4A2.500 2.500 0 0 1 4 13.500z"/>',
};

export function icon(name) {
  const holder = document.createElement('template');
  holder.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${strokes[name]}</svg>`;
  return holder.content.firstChild;
}

/** One of seven calm colours, the same for an id wherever it is seen. */
export const hue = (id) => Math.abs(Number(id)) % 7;

// 住建局·张三 reads as 住建: where somebody is from tells people apart sooner than their name.
function initials(name) {
  const [place, own] = name.split('·');
  if (own) return place.slice(0, 2);
  const plain = name.replace(/[(（].*$/, '').trim();
  if (/[\u4e00-\u9fff]/.test(plain)) return plain.slice(-2);
  return plain.split(/\s+/).slice(0, 2).map((word) => word[0] ?? '').join('').toUpperCase();
}

export function avatar(id, name, kind = 'private') {
  const letters = kind === 'group' ? name.slice(0, 2) : initials(name);
  return h('span', { class: `avatar hue-${hue(id)} ${kind}`, 'aria-hidden': 'true', text: letters });
}

/** A file's size as people say it. */
export function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Draws the eye to what is meant, and puts the keyboard there; `block` says how far it may scroll. */
export function pointAt(node, block = 'center') {
  node.scrollIntoView({ block, behavior: 'smooth' });
  node.focus({ preventScroll: true });
  node.classList.remove('pulse');
  void node.offsetWidth;
  node.classList.add('pulse');
  node.addEventListener('animationend', () => node.classList.remove('pulse'), { once: true });
}
