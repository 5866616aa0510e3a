import type { Metadata } from 'next';
import { connection } from 'next/server';
import { HistoryPage } from '../../components/history/history-page.tsx';
import { readRunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import '../report.css';

export const metadata: Metadata = { title: 'Your interviews – Ringback' };

/** Every interview of the person in this browser. */
export default async function Page() {
  await connection();
  return <HistoryPage configuration={readRunTimeConfiguration(process.env)} />;
}
