/** Probabilities as words: `sure` is right in more than eight of ten cases, `doubtful` in fewer than five. */
export type Certainty = 'sure' | 'likely' | 'doubtful';

export const certaintyOf = (confidence: number): Certainty =>
  confidence >= 0.8 ? 'sure' : confidence >= 0.5 ? 'likely' : 'doubtful';
