// The least of a document that Preact needs to draw into, so that component tests read the very markup that is drawn.
// No layout, no events of its own: handlers are kept and can be called by a test.
type Handler = (e: unknown) => void;

export class Node_ {
  childNodes: Node_[] = [];
  parentNode: Node_ | null = null;
  ownerDocument = doc;
  nodeType = 1;
  constructor(readonly nodeName: string) {}
  get firstChild(): Node_ | null { return this.childNodes[0] ?? null; }
  get nextSibling(): Node_ | null { const all = this.parentNode?.childNodes ?? []; return all[all.indexOf(this) + 1] ?? null; }
  get isConnected() { return true; }
  contains(n: Node_ | null): boolean { for (let x = n; x; x = x.parentNode) if (x === this) return true; return false; }
  insertBefore(n: Node_, before: Node_ | null) {
    n.parentNode?.removeChild(n);
    const at = before ? this.childNodes.indexOf(before) : -1;
    if (at < 0) this.childNodes.push(n); else this.childNodes.splice(at, 0, n);
    n.parentNode = this;
    return n;
  }
  appendChild(n: Node_) { return this.insertBefore(n, null); }
  removeChild(n: Node_) { this.childNodes = this.childNodes.filter((c) => c !== n); n.parentNode = null; return n; }
  remove() { this.parentNode?.removeChild(this); }
}
export class Text_ extends Node_ {
  override nodeType = 3;
  constructor(public data: string) { super("#text"); }
  get nodeValue() { return this.data; }
  set nodeValue(v: string) { this.data = v; }
}
export class Element_ extends Node_ {
  attributes: Record<string, string> = {};
  handlers: Record<string, Handler> = {};
  style: Record<string, unknown> & { setProperty(k: string, v: string): void } = { setProperty(k, v) { this[k] = v; } };
  get localName() { return this.nodeName; }
  get namespaceURI() { return "http://www.w3.org/1999/xhtml"; }
  setAttribute(k: string, v: unknown) { this.attributes[k] = String(v); }
  removeAttribute(k: string) { delete this.attributes[k]; }
  addEventListener(k: string, h: Handler) { this.handlers[k] = h; }
  removeEventListener(k: string) { delete this.handlers[k]; }
  focus() {}
  get textContent(): string { return text(this); }
}
const doc = {
  createElement: (n: string) => new Element_(n), createElementNS: (_: string, n: string) => new Element_(n), createTextNode: (d: string) => new Text_(d),
  addEventListener() {}, removeEventListener() {}, querySelector: () => null, visibilityState: "visible", title: "",
};

export function withDom(): Element_ {
  const g = globalThis as Record<string, unknown>;
  g.document = doc;
  g.requestAnimationFrame = (run: () => void) => setTimeout(run, 0);
  return new Element_("main");
}
export function text(n: Node_): string {
  return n instanceof Text_ ? n.data : n.childNodes.map(text).join("");
}
/** Every byte that was drawn: names, attributes in order, text. Ids that Preact counts out are left out. */
export function markup(n: Node_): string {
  if (n instanceof Text_) return n.data;
  const e = n as Element_;
  const shown = Object.entries(e.attributes).filter(([k]) => !["id", "for", "aria-describedby"].includes(k)).map(([k, v]) => ` ${k}="${v}"`).join("");
  return `<${e.nodeName}${shown}>${e.childNodes.map(markup).join("")}</${e.nodeName}>`;
}
export function all(n: Node_, name: string): Element_[] {
  return n.childNodes.flatMap((c) => [...(c.nodeName === name ? [c as Element_] : []), ...all(c, name)]);
}
