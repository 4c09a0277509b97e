/** Plain text: one file, one article. */
import { decode } from '../decode.ts';
import { label } from '../discover.ts';
import { type Item, type Piece, problemItem, type Reader, type ReadOptions } from '../types.ts';

export const text: Reader = {
  name: 'text',
  extensions: ['txt', 'text'],
  read: (piece, options) => [textItem(piece, options)],
};

/** A piece's bytes as a document, or why they are none. */
export function textItem(piece: Piece, options: ReadOptions, format = 'text'): Item {
  const decoded = decode(piece.bytes ?? new Uint8Array(), options);
  if (!decoded.ok) return problemItem(label(piece.path), decoded.code, decoded.message, decoded.hint);
  if (decoded.text.trim() === '') return problemItem(label(piece.path), 'empty', 'there is no text in it');
  const { text, encoding, warnings } = decoded;
  return { ok: true, document: { text, path: piece.path, id: null, format, encoding, warnings } };
}
