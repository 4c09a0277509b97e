/** Tests that prove something at a size that takes a second or two; `npm run soak` runs them again at their whole size. */
export const isSoak = process.env.ISNAD_SOAK !== undefined;

export const size = (usual: number, whole: number): number => (isSoak ? whole : usual);
