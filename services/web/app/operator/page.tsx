import type { Metadata } from 'next';
import { connection } from 'next/server';
import { OperatorPage } from '../../components/operator/operator-page.tsx';
import { readRunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { readMoreWords } from '../page-language.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readMoreWords()).operator.title };
}

/** The operators' page: live sessions, the instances that serve them, and how to stop them. */
export default async function Page() {
  await connection();
  return <OperatorPage configuration={readRunTimeConfiguration(process.env)} />;
}
