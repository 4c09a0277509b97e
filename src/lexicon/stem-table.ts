/**
 * A trie over the 31 letters of token keys, its edges in one open hash table: finds every stem that begins at a position of a
 * token without allocating, and is built in a fraction of a millisecond. Values are numbers (indexes of the caller's list).
 */
export interface StemTable {
  /** Adds `value` under the key of `word`, as it is spelled; false, and nothing added, where it has other characters than letters. */
  add(word: string, value: number): boolean;
  /** Follows `key` from `start`; calls `visit(value, end)` for every stem `key.slice(start, end)`, the shortest first, then in the order of adding. */
  walk(key: string, start: number, visit: (value: number, end: number) => void): void;
}

/**
 * Class 1..31 of the code units from U+0621 to U+064A, 0 for what is no letter. Spellings that keys fold share a class
 * (أإآ with ا, ة with ه, ى with ي), so that stems are added as they are spelled.
 */
const CLASS = new Uint8Array(0x064b - 0x0621);
{
  const same = [
    [0x0622, 0x0627],
    [0x0623, 0x0627],
    [0x0625, 0x0627],
    [0x0629, 0x0647],
    [0x0649, 0x064a],
  ] as const;
  let next = 1;
  for (let code = 0x0621; code <= 0x064a; code++) {
    if (!same.some(([folded]) => folded === code) && !(code >= 0x063b && code <= 0x0640)) CLASS[code - 0x0621] = next++;
  }
  for (const [folded, letter] of same) CLASS[folded - 0x0621] = CLASS[letter - 0x0621]!;
}

function classOf(code: number): number {
  return code >= 0x0621 && code <= 0x064a ? CLASS[code - 0x0621]! : 0;
}

/** A table with room for about `edges` letters; it grows where there are more. */
export function createStemTable(edges: number): StemTable {
  let bits = 32 - Math.clz32(edges * 2);
  /** Edge `node * 32 + letter` (never 0), and the node it leads to. */
  let edge = new Uint32Array(1 << bits);
  let target = new Uint32Array(1 << bits);
  let nodes = 1;
  /** First value of each node, and for each value the next one of the same node; 0 is none. */
  const head: number[] = [0];
  const values: number[] = [0];
  const following: number[] = [0];

  /** The slot of an edge, or the empty one where it belongs. */
  function slotOf(wanted: number): number {
    let slot = Math.imul(wanted, 0x9e3779b1) >>> (32 - bits);
    while (edge[slot] !== 0 && edge[slot] !== wanted) slot = (slot + 1) & (edge.length - 1);
    return slot;
  }

  function grow(): void {
    const [edges, targets] = [edge, target];
    bits++;
    edge = new Uint32Array(1 << bits);
    target = new Uint32Array(1 << bits);
    for (let i = 0; i < edges.length; i++) {
      if (edges[i] === 0) continue;
      const slot = slotOf(edges[i]!);
      edge[slot] = edges[i]!;
      target[slot] = targets[i]!;
    }
  }

  return {
    add(word, value) {
      let node = 0;
      for (let i = 0; i < word.length; i++) {
        const letter = classOf(word.charCodeAt(i));
        if (letter === 0) return false;
        const wanted = node * 32 + letter;
        const slot = slotOf(wanted);
        if (edge[slot] === wanted) node = target[slot]!;
        else {
          node = nodes++;
          edge[slot] = wanted;
          target[slot] = node;
          head.push(0);
          if (nodes * 2 > edge.length) grow();
        }
      }
      if (node === 0) return false;
      values.push(value);
      following.push(0);
      let at = head[node]!;
      if (at === 0) head[node] = values.length - 1;
      else {
        while (following[at] !== 0) at = following[at]!;
        following[at] = values.length - 1;
      }
      return true;
    },
    walk(key, start, visit) {
      let node = 0;
      for (let i = start; i < key.length; i++) {
        const letter = classOf(key.charCodeAt(i));
        if (letter === 0) return;
        const wanted = node * 32 + letter;
        const slot = slotOf(wanted);
        if (edge[slot] !== wanted) return;
        node = target[slot]!;
        for (let at = head[node]!; at !== 0; at = following[at]!) visit(values[at]!, i + 1);
      }
    },
  };
}
