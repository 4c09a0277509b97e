/** One pass over text that comes piece by piece, as teachers have read it: each piece is learned from once, so nothing need be kept. */
export interface Pass<Piece> {
  pieces: Iterable<readonly Piece[]>;
  /** Pieces that are shuffled together. */
  shuffled: number;
  /** Steps to expect. */
  total: number;
  batches(pieces: readonly Piece[]): readonly Piece[][];
  /** Learns from a batch, the `step`th (from 1); the rate has fallen to `decay` of itself. Gives the loss. */
  learn(batch: readonly Piece[], step: number, decay: number): number;
  log?: ((line: string) => void) | undefined;
}

/** Steps after which the loss is told. */
const TOLD = 500;
/** The rate falls to this share of itself. */
const LEAST = 0.1;

export function passOver<Piece>({ pieces, shuffled, total, batches, learn, log }: Pass<Piece>): void {
  const began = performance.now();
  let step = 0;
  let loss = 0;
  let waiting: Piece[] = [];
  const go = (): void => {
    for (const batch of batches(waiting)) {
      const decay = Math.max(LEAST, 1 - step / total);
      step++;
      loss += learn(batch, step, decay);
      if (step % TOLD !== 0) continue;
      log?.(`silver ${step}: loss ${(loss / TOLD).toFixed(4)} (${((performance.now() - began) / 1000).toFixed(0)} s)`);
      loss = 0;
    }
    waiting = [];
  };
  for (const some of pieces) {
    waiting.push(...some);
    if (waiting.length >= shuffled) go();
  }
  go();
}
