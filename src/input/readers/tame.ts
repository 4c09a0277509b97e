/**
 * Pages that no parser's tree stands: elements within elements by the thousand (a tag that is never closed opens one more
 * level each time), or millions of them. One pass over the tags, without a tree, tells them and cuts them down.
 */
import { Tokenizer } from 'htmlparser2';
import { isBlock } from '../blocks.ts';
import { MOST_ELEMENTS, TooManyElements } from './elements.ts';

/** Levels of elements that are kept; pages have 20 to 40. Finding the article costs time for each level of each element. */
const DEEPEST = 60;
const list = (words: string): Set<string> => new Set(words.split(' '));
const VOID = list(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
);
/** As the parser of the tree has it. An element that ends the one it stands in, where that is one of these: `<li>` a `<li>`, `<div>` a `<p>`. */
const ENDS: Record<string, Set<string>> = {
  tr: list('tr th td'),
  th: list('th'),
  td: list('thead th td'),
  tbody: list('thead tbody'),
  tfoot: list('thead tbody'),
  li: list('li'),
  dd: list('dd dt'),
  dt: list('dd dt'),
  option: list('option'),
  ...Object.fromEntries(
    'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul'
      .split(' ')
      .map((name) => [name, list('p')]),
  ),
};

/** What a page became, and how much tree it is: its elements, and these counted as often as each is deep. */
export interface Tamed {
  source: string;
  elements: number;
  levels: number;
}

interface Cut {
  start: number;
  end: number;
  put: string;
}

/**
 * The page with no more than `DEEPEST` elements within each other: tags that lie deeper are taken out, and what they hold
 * stays; where one of them began a block, a blank line does. Other pages come back as they are.
 */
export function tamed(source: string): Tamed {
  const cuts: Cut[] = [];
  const open: { name: string; cut: boolean }[] = [];
  /** How many elements of each name are open. */
  const counts = new Map<string, number>();
  let elements = 0;
  let kept = 0;
  let levels = 0;
  let textSince = false;
  let name = '';
  let start = 0;
  const cut = (end: number): void => {
    const put = textSince && isBlock(name) ? '<br><br>' : '';
    if (put !== '') textSince = false;
    cuts.push({ start, end, put });
  };
  const pop = (): boolean => {
    const last = open.pop() as (typeof open)[number];
    counts.set(last.name, (counts.get(last.name) ?? 1) - 1);
    if (!last.cut) kept--;
    return last.cut;
  };
  const opened = (end: number): void => {
    if (++elements > MOST_ELEMENTS) throw new TooManyElements();
    levels += kept;
    const ends = ENDS[name];
    for (let last = open.at(-1); last && ends?.has(last.name); last = open.at(-1)) pop();
    if (VOID.has(name)) return;
    const isDeep = kept >= DEEPEST;
    if (isDeep) cut(end + 1);
    else kept++;
    open.push({ name, cut: isDeep });
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      onopentagname(from, to) {
        start = from - 1;
        name = source.slice(from, to).toLowerCase();
      },
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag(from, to) {
        start = from - 2;
        name = source.slice(from, to).toLowerCase();
        if (!counts.get(name)) {
          // `</p>` without a `<p>` is an empty paragraph.
          elements++;
          return;
        }
        while (open.at(-1)?.name !== name) pop();
        const end = source.indexOf('>', to);
        if (pop()) cut(end < 0 ? source.length : end + 1);
      },
      ontext(from, to) {
        textSince ||= source.slice(from, to).trim() !== '';
      },
      ...IGNORED,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return { source: cuts.length === 0 ? source : without(source, cuts), elements, levels };
}

const ignore = (): void => {};
const IGNORED = {
  onattribdata: ignore,
  onattribentity: ignore,
  onattribend: ignore,
  onattribname: ignore,
  oncdata: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onprocessinginstruction: ignore,
  ontextentity: ignore,
};

function without(source: string, cuts: readonly Cut[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, put } of cuts) {
    parts.push(source.slice(at, start), put);
    at = end;
  }
  parts.push(source.slice(at));
  return parts.join('');
}
