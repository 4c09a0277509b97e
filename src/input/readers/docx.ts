/** Word documents (.docx): paragraphs, lists, tables and notes as text. */
import { blocksOf, type Node } from '../blocks.ts';
import { label } from '../discover.ts';
import { type Item, type Piece, problemItem, type Reader } from '../types.ts';

export const docx: Reader = {
  name: 'docx',
  extensions: ['docx'],
  sniff: (head) => head.startsWith('PK\u0003\u0004') && /word\/|\[Content_Types\]\.xml/.test(head),
  read: async (piece) => [await docxItem(piece)],
};

async function docxItem(piece: Piece): Promise<Item> {
  const name = label(piece.path);
  let source: string;
  try {
    const mammoth = (await import('mammoth')).default;
    const ignoreImages = mammoth.images.imgElement(async () => ({ src: '' }));
    const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh"];
    const options = { styleMap, convertImage: ignoreImages };
    source = (await mammoth.convertToHtml({ buffer: Buffer.from(piece.bytes ?? []) }, options)).value;
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
