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
