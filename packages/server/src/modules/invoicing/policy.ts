/** クロネコ代金後払い allows seven reissues; more are a sign that the address is wrong (domain.md 4.3). */
export const mostReissues = 7;

/** A due date moves once, and by two weeks at most. */
export const mostExtensions = 1;
export const mostExtensionDays = 14;

/** 割賦販売法 begins where a consumer pays later than two months after the contract (AM-15). */
export const latestDueMonths = 2;
