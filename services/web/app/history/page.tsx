import type { Metadata } from 'next';
import { connection } from 'next/server';
import { HistoryPage } from '../../components/history/history-page.tsx';
import { readRunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { readMoreWords } from '../page-language.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readMoreWords()).history.title };
}

/** Every interview of the person in this browser. */
export default async function Page() {
  await connection();
  return <HistoryPage configuration={readRunTimeConfiguration(process.env)} />;
}
