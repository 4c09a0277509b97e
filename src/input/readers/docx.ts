/** Word documents (.docx): paragraphs, lists, tables and notes as text. */
import { blocksOf, type Node } from '../blocks.ts';
import { label } from '../discover.ts';
import { mostBytes, tooLarge } from '../limits.ts';
import { type Item, type Piece, problemItem, type Reader, type ReadOptions } from '../types.ts';
import { unpacked, zipParts } from '../zip.ts';
import { MOST_ELEMENTS, TooManyElements } from './elements.ts';

export const docx: Reader = {
  name: 'docx',
  extensions: ['docx'],
  sniff: (head) => head.startsWith('PK\u0003\u0004') && /word\/|\[Content_Types\]\.xml/.test(head),
  read: async (piece, options) => [await docxItem(piece, options)],
};

async function docxItem(piece: Piece, options: ReadOptions): Promise<Item> {
  const name = label(piece.path);
  let source: string;
  try {
    const excess = tooMuch(Buffer.from(piece.bytes ?? []), name, options);
    if (excess) return excess;
    const mammoth = (await import('mammoth')).default;
    const ignoreImages = mammoth.images.imgElement(async () => ({ src: '' }));
    const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh"];
    const conversion = { styleMap, convertImage: ignoreImages };
    source = (await mammoth.convertToHtml({ buffer: Buffer.from(piece.bytes ?? []) }, conversion)).value;
  } catch (error) {
    return problemItem(name, 'bad-docx', `no readable Word document: ${(error as Error).message.split('\n')[0]}`);
  }
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML(`<html><body>${source}</body></html>`);
  const blocks = blocksOf(document.body as unknown as Node);
  if (blocks.length === 0) return problemItem(name, 'empty', 'there is no text in it');
  const head = document.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const title = head !== '' && blocks.slice(0, 3).includes(head) ? head : null;
  const text = blocks.join('\n\n');
  return {
    ok: true,
    document: { text, path: piece.path, id: null, format: 'docx', encoding: 'utf-8', title, warnings: [] },
  };
}

const TAG = 0x3c;

/** The problem of a document one of whose parts unpacks to more than it may, in bytes or in elements. */
function tooMuch(archive: Buffer, name: string, options: ReadOptions): Item | null {
  for (const part of zipParts(archive)) {
    const limit = mostBytes(options, part.packed.length);
    const content = unpacked(part, limit);
    if (content === null) return tooLarge(name, limit, part.packed.length);
    if (content[0] !== TAG) continue;
    let elements = 0;
    for (let at = content.indexOf(TAG); at >= 0; at = content.indexOf(TAG, at + 1)) {
      // Opening and closing tags.
      if (++elements > 2 * MOST_ELEMENTS)
        return problemItem(name, 'too-large', new TooManyElements().message, 'split it');
    }
  }
  return null;
}
