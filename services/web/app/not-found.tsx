import type { Metadata } from 'next';
import { connection } from 'next/server';
import { NotFoundPage } from '../components/frame/not-found-page.tsx';
import { readWords } from './page-language.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).frame.notFound };
}

export default async function NotFound() {
  await connection();
  return <NotFoundPage />;
}
