/**
 * The trained models of the stations, by name. Each stands as text beside its station (`contents/ends.model.txt`), is written by
 * `npm run train -- --only quotations`, and read when it is first asked for.
 */
import type { Forest } from '../learned/trees.ts';

/** A station's models are missing until it has been trained. */
export interface QuotationModels {
  [name: string]: Forest | undefined;
}

/** Those that ship. */
export const shippedModels = (): QuotationModels => ({});
