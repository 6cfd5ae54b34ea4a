/** The part of an element that {@link cleanStyle} uses. */
export interface Styled {
  style: { length: number; [index: number]: string; getPropertyValue(name: string): string };
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
}

/** Properties that change how an element looks, and not where it is. */
const harmlessProperty =
  /^(color|background-color|text-align|text-decoration(-[a-z]+)?|vertical-align|white-space|opacity|float|clear|font-(weight|style|family|size|variant)|list-style-type|line-height|(min-|max-)?(width|height)|(margin|padding)(-(top|right|bottom|left))?|border(-[a-z]+)*|display|overflow(-[xy])?)$/;
/**
 * Words, colours and lengths that are not negative; no `url()` or other function that fetches or
 * computes.
 */
const harmlessValue =
  /^(?!.*(^|[\s,(])-[\d.])(?:[\w\s.,%#"'-]|rgba?\([\d\s.,%/]+\)|hsla?\([\d\s.,%/a-z]+\))*$/i;

/**
 * Keeps of an element's `style` only what can neither cover other content nor fetch anything.
 *
 * @param element whose attribute is changed
 */
export function cleanStyle(element: Styled): void {
  const { style } = element;
  const kept = Array.from({ length: style.length }, (_, i) => style[i] ?? '')
    .map((name) => [name, style.getPropertyValue(name)] as const)
    .filter(([name, value]) => harmlessProperty.test(name) && harmlessValue.test(value))
    .map(([name, value]) => `${name}: ${value}`);
  if (kept.length > 0) element.setAttribute('style', kept.join('; '));
  else element.removeAttribute('style');
}
