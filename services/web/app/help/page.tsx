import type { Metadata } from 'next';
import { TextPage } from '../../components/text/text-page.tsx';
import { textPages } from '../../lib/words/text-pages.ts';
import { readLanguage } from '../page-language.ts';

const readText = async () => textPages[await readLanguage()].help;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText()).title };
}

export default async function Page() {
  return <TextPage text={await readText()} />;
}
