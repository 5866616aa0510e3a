/**
 * The country that a browser's languages name, else the one where most speakers of the first language live. A guess, which
 * the form shows and a person can change.
 */
export function browserRegion(languages: readonly string[]): string {
  const locales = languages.flatMap((tag) => {
    try {
      return [new Intl.Locale(tag)];
    } catch {
      // No language tag.
      return [];
    }
  });
  const named = locales.find(({ region }) => region !== undefined && /^[A-Z]{2}$/.test(region));
  const [first] = locales;
  return named?.region ?? (first && new Intl.Locale(first.language).maximize().region) ?? 'US';
}
