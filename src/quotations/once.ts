/** What is read once an article for all who ask again. */

/** What `read` tells of an article (its context, its view), remembered as long as the article is. */
export function perArticle<Of extends object, T>(read: (article: Of) => T): (article: Of) => T {
  const known = new WeakMap<Of, T>();
  return (article) => {
    let told = known.get(article);
    if (told === undefined) {
      told = read(article);
      known.set(article, told);
    }
    return told;
  };
}

/** The same of parts of an article, each by itself when it is asked for. */
export function perPart<Of extends object, Part, T>(
  read: (article: Of, part: Part) => T,
): (article: Of, part: Part) => T {
  const parts = perArticle((_: Of) => new Map<Part, T>());
  return (article, part) => {
    const known = parts(article);
    let told = known.get(part);
    if (told === undefined) {
      told = read(article, part);
      known.set(part, told);
    }
    return told;
  };
}
