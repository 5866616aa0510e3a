import { connection } from 'next/server';
import { OperatorPage } from '../../components/operator-page.tsx';
import { readRunTimeConfiguration } from '../../lib/run-time-configuration.ts';

/** For operators: what lives, who serves it, and how to stop it. */
export default async function Page() {
  await connection();
  return <OperatorPage configuration={readRunTimeConfiguration(process.env)} />;
}
