/** A tree of HTML elements as text: one paragraph a block, white space as a browser shows it. */

/** The little of a DOM node that is needed. */
export interface Node {
  nodeType: number;
  nodeName: string;
  nodeValue: string | null;
  childNodes: ArrayLike<Node> & Iterable<Node>;
}

const BLOCK =
  /^(?:ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|CAPTION|CENTER|DD|DETAILS|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|SUMMARY|TABLE|TBODY|TD|TH|TR|UL)$/;
const HIDDEN =
  /^(?:AUDIO|BUTTON|CANVAS|EMBED|HEAD|IFRAME|INPUT|LINK|MATH|META|NOSCRIPT|OBJECT|SCRIPT|SELECT|STYLE|SVG|TEMPLATE|TEXTAREA|VIDEO)$/;

/** Does an element of this name stand on lines of its own? */
export const isBlock = (name: string): boolean => BLOCK.test(name.toUpperCase());

/** The blocks of text below a node, without blank ones. A `<br>` is a line feed, two of them end a block. */
export function blocksOf(root: Node, leaveOut: (node: Node) => boolean = () => false): string[] {
  const blocks: string[] = [];
  let current = '';
  const flush = (): void => {
    for (const block of current.split(/\n[ \t]*\n+/)) {
      const tidy = tidyBlock(block);
      if (tidy !== '') blocks.push(tidy);
    }
    current = '';
  };
  /** Enters a node; true where it has children to go through. */
  const enter = (node: Node): boolean => {
    if (node.nodeType === 3) current += (node.nodeValue ?? '').replace(/[ \t\r\n\f]+/g, ' ');
    if (node.nodeType !== 1 && node.nodeType !== 9 && node.nodeType !== 11) return false;
    const name = node.nodeName.toUpperCase();
    if (HIDDEN.test(name) || leaveOut(node)) return false;
    if (name === 'BR') current += '\n';
    else if (BLOCK.test(name)) flush();
    return name !== 'BR';
  };
  // With a stack of its own: a tree may be deeper than calls can be.
  const path = enter(root) ? [{ node: root, children: root.childNodes[Symbol.iterator]() }] : [];
  for (let last = path.at(-1); last; last = path.at(-1)) {
    const { value, done } = last.children.next();
    if (done) {
      if (BLOCK.test(last.node.nodeName.toUpperCase())) flush();
      path.pop();
    } else if (enter(value)) path.push({ node: value, children: value.childNodes[Symbol.iterator]() });
  }
  flush();
  return blocks;
}

/** Blanks collapse as on the screen; a no-break space stays inside a line and goes at its edges. */
function tidyBlock(block: string): string {
  return block
    .split('\n')
    .map((line) => trimmed(line.replace(/ {2,}/g, ' ')))
    .filter((line) => line !== '')
    .join('\n');
}

const EDGE = /[\s\u00A0\uFEFF\u200B]/;

/** A line without blanks and invisible characters at its edges; by hand, as a pattern for the end takes the square of a run's length. */
function trimmed(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && EDGE.test(line[start] as string)) start++;
  while (end > start && EDGE.test(line[end - 1] as string)) end--;
  return line.slice(start, end);
}
