const thirteenDigits = /^[1-9]\d{12}$/;

/** 法人番号: 13 digits whose first is a check digit (formats.md 6). Undefined when it does not add up. */
export function readCorporateNumber(text: string): string | undefined {
  const digits = foldNumber(text).replace(/^T/, '');
  return thirteenDigits.test(digits) && hasCheckDigit(digits) ? digits : undefined;
}

export type RegistrationNumber = {
  /** `T` and 13 digits. */
  readonly number: string;
  /** False for a sole trader, too: no check digit of theirs is published, so this only warrants a look. */
  readonly checked: boolean;
};

/** 適格請求書発行事業者の登録番号, folded; undefined when its form is wrong. */
export function readRegistrationNumber(text: string): RegistrationNumber | undefined {
  const number = foldNumber(text);
  if (!number.startsWith('T') || !thirteenDigits.test(number.slice(1))) return undefined;
  return { number, checked: hasCheckDigit(number.slice(1)) };
}

function foldNumber(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s‐‑‒–—―−ー-]/g, '');
}

function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 1; place <= 12; place += 1) sum += Number(digits[13 - place]) * (place % 2 === 1 ? 1 : 2);
  return Number(digits[0]) === 9 - (sum % 9);
}
