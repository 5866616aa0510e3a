import { useEffect } from 'react';
import { useWords } from '../words/words-context.ts';

/** Names the page in the browser's tab: `title`, then the product. A change of page is announced by it. */
export function useTitle(title: string): void {
  const { productName } = useWords().frame;
  useEffect(() => {
    document.title = `${title} – ${productName}`;
  }, [title, productName]);
}
