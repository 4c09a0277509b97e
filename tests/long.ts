/** Tests that prove something at a size that takes a second or two; `npm run soak` runs them again at their whole size. */
export const isSoak = process.env.ISNAD_SOAK !== undefined;

export const size = <Size>(usual: Size, whole: Size): Size => (isSoak ? whole : usual);
