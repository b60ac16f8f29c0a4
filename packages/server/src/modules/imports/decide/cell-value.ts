import { type Column, taxIncludedWords } from '../model.ts';

/**
 * What a cell says, in the type its field has. What cannot be understood stays as it was typed, so
 * that the rules refuse it by field; what is blank is not there.
 */
export function cellValue(kind: Column['kind'], cell: string): unknown {
  const trimmed = cell.trim();
  if (trimmed === '') return undefined;
  return readers[kind](trimmed, cell);
}

const readers: Readonly<Record<Column['kind'], (trimmed: string, cell: string) => unknown>> = {
  text: (_, cell) => cell,
  number: readNumber,
  boolean: readTaxIncluded,
  day: readDay,
  moment: readMoment,
};

const plainNumber = /^[+-]?\d+(?:\.\d+)?$/;
const groupedNumber = /^[+-]?\d{1,3}(?:,\d{3})+$/;

function readNumber(text: string): unknown {
  if (plainNumber.test(text)) return Number(text);
  const folded = text.normalize('NFKC').replace(/^−/, '-');
  if (plainNumber.test(folded)) return Number(folded);
  return groupedNumber.test(folded) ? Number(folded.replaceAll(',', '')) : text;
}

function readTaxIncluded(text: string): unknown {
  if (text === taxIncludedWords.included) return true;
  return text === taxIncludedWords.excluded ? false : text;
}

const writtenDay = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/;
const writtenMoment = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** A spreadsheet writes 2026-10-01 as 2026/10/1. */
function readDay(text: string): string {
  const [, year, month, day] = writtenDay.exec(text.normalize('NFKC')) ?? [];
  return year === undefined ? text : `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** A time of day without an offset is Japan's. */
function readMoment(text: string): string {
  const [, year, month, day, hour, minute, second = '00'] = writtenMoment.exec(text.normalize('NFKC')) ?? [];
  return year === undefined ? text : `${year}-${twoDigits(month)}-${twoDigits(day)}T${twoDigits(hour)}:${minute}:${second}+09:00`;
}

function twoDigits(text = ''): string {
  return text.padStart(2, '0');
}
