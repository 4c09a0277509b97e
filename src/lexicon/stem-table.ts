/**
 * A trie over the 31 letters of token keys, packed in one typed array: finds every stem that begins at a position of a token
 * without allocating. Values are numbers (indexes of the caller's list); several values may share a key.
 */
export interface StemTable {
  /** Adds `value` under `key`; keys with other characters than Arabic letters are refused. */
  add(key: string, value: number): boolean;
  /** Follows `key` from `start`; calls `visit(value, end)` for every stem `key.slice(start, end)`. */
  walk(key: string, start: number, visit: (value: number, end: number) => void): void;
}

const WIDTH = 32;

/** Class 1..31 of each code unit from U+0621 to U+064A that occurs in keys, else 0. */
const CLASS = new Uint8Array(0x064b - 0x0621);
{
  let next = 1;
  for (let code = 0x0621; code <= 0x064a; code++) {
    const folded = code === 0x0622 || code === 0x0623 || code === 0x0625 || code === 0x0629;
    const noLetter = (code >= 0x063b && code <= 0x0640) || code === 0x0649;
    if (!folded && !noLetter) CLASS[code - 0x0621] = next++;
  }
}

function classOf(code: number): number {
  return code >= 0x0621 && code <= 0x064a ? CLASS[code - 0x0621]! : 0;
}

export function createStemTable(expected: number): StemTable {
  let children = new Uint16Array(expected * WIDTH);
  let nodes = 1;
  const head = new Int32Array(0x10000);
  const values: number[] = [0];
  const nextOf: number[] = [0];

  function child(node: number, letter: number): number {
    const slot = node * WIDTH + letter;
    if (children[slot] !== 0) return children[slot]!;
    if ((nodes + 1) * WIDTH > children.length) {
      const larger = new Uint16Array(children.length * 2);
      larger.set(children);
      children = larger;
    }
    if (nodes >= 0x10000) throw new RangeError('too many stems in the lexicon');
    children[slot] = nodes;
    return nodes++;
  }

  return {
    add(key, value) {
      let node = 0;
      for (let i = 0; i < key.length; i++) {
        const letter = classOf(key.charCodeAt(i));
        if (letter === 0) return false;
        node = child(node, letter);
      }
      values.push(value);
      nextOf.push(head[node]!);
      head[node] = values.length - 1;
      return node !== 0;
    },
    walk(key, start, visit) {
      let node = 0;
      for (let i = start; i < key.length; i++) {
        const letter = classOf(key.charCodeAt(i));
        if (letter === 0) return;
        node = children[node * WIDTH + letter]!;
        if (node === 0) return;
        for (let at = head[node]!; at !== 0; at = nextOf[at]!) visit(values[at]!, i + 1);
      }
    },
  };
}
