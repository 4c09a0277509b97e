/** A source mention: tokens of the noun phrase, and where it stands by the reporting word. */
export interface SourceSite {
  first: number;
  last: number;
  side: 'after' | 'before' | 'colon';
}
