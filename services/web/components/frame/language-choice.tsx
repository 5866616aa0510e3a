import { useId } from 'react';
import { chooseLanguage, type Language, languageCookie, languages } from '../../lib/words/languages.ts';
import { useNavigation } from '../navigation/navigation-context.ts';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './page-frame.module.css';

const year = 365 * 24 * 60 * 60;

/** Shows the pages in another language, also at later visits. */
export function LanguageChoice() {
  const { frame } = useWords();
  const { language } = useFormat();
  const { speak } = useNavigation();
  const id = useId();

  function choose(chosen: Language): void {
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it; `cookieStore` is not in every browser we serve.
    document.cookie = `${languageCookie}=${chosen};path=/;max-age=${year};samesite=lax`;
    speak(chosen);
  }

  return (
    <div className={styles.language}>
      <label htmlFor={id}>{frame.language}</label>
      <select
        id={id}
        value={language}
        onChange={({ target }) => choose(chooseLanguage(target.value, null))}
        data-testid="language"
      >
        {(Object.keys(languages) as Language[]).map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {languages[tag]}
          </option>
        ))}
      </select>
    </div>
  );
}
