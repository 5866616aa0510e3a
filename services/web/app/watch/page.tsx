import type { Metadata } from 'next';
import { connection } from 'next/server';
import { WatchPage } from '../../components/watch/watch-page.tsx';
import { readRunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { readWords } from '../page-language.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).coach.watch.untitled };
}

/** A shared session. The link's token is in the fragment, which no server sees. */
export default async function Page() {
  await connection();
  return <WatchPage configuration={readRunTimeConfiguration(process.env)} />;
}
