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
  const visit = (node: Node): void => {
    if (node.nodeType === 3) {
      current += (node.nodeValue ?? '').replace(/[ \t\r\n\f]+/g, ' ');
      return;
    }
    if (node.nodeType !== 1 && node.nodeType !== 9 && node.nodeType !== 11) return;
    const name = node.nodeName.toUpperCase();
    if (HIDDEN.test(name) || leaveOut(node)) return;
    if (name === 'BR') {
      current += '\n';
      return;
    }
    const block = BLOCK.test(name);
    if (block) flush();
    for (const child of node.childNodes) visit(child);
    if (block) flush();
  };
  visit(root);
  flush();
  return blocks;
}

/** Blanks collapse as on the screen; a no-break space stays inside a line and goes at its edges. */
function tidyBlock(block: string): string {
  return block
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').replace(/^[\s\u00A0\uFEFF\u200B]+|[\s\u00A0\uFEFF\u200B]+$/g, ''))
    .filter((line) => line !== '')
    .join('\n');
}
