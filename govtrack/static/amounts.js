/* Amounts as people type them, by the same grammar as govtrack/web/amounts.py and held to the same examples
   (tests/cases/amounts.json). Numbers are exact: pairs of whole numbers, numerator and denominator. */
"use strict";

window.govtrack = (() => {
  const SIZES = { k: 3, thousand: 3, m: 6, mn: 6, million: 6, bn: 9, billion: 9 };
  const TOKEN = /([ \t\u00a0]+)|((?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)(?:[ \t\u00a0]*([A-Za-z]+))?)|([-+*/()£\u2212\u00d7\u00f7])/y;
  const ALIKE = { "\u2212": "-", "\u00d7": "*", "\u00f7": "/" };
  const LIMIT = 900000000000000n;
  const LONGEST = 120;
  const MOST_DIGITS = 18;
  const DEEPEST = 8;

  class NotAnAmount extends Error {}

  const refuse = () => {
    throw new NotAnAmount("not an amount");
  };

  const tokensOf = (said) => {
    const tokens = [];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < said.length) {
      const found = TOKEN.exec(said) ?? refuse();
      const [, , number, size = "", mark] = found;
      if (mark) tokens.push({ mark: ALIKE[mark] ?? mark });
      if (number) {
        const digits = number.slice(0, number.length - size.length).replace(/[ \t\u00a0]+$/, "");
        tokens.push({ mark: "number", digits, size: size.toLowerCase() });
      }
    }
    return tokens;
  };

  const numberOf = ({ digits, size }, { decimals, money, scaled }) => {
    const [whole, part = ""] = digits.split(".");
    if (!/^([0-9]{1,3}(,[0-9]{3})+|[0-9]+|)$/.test(whole)) refuse();
    const plain = whole.replaceAll(",", "");
    if (plain.length + part.length > MOST_DIGITS) refuse();
    if (size && !Object.hasOwn(SIZES, size)) refuse();
    if (size === "m" && !money) refuse();
    if (part.length > decimals && !size && !scaled) refuse();
    return { over: BigInt((plain || "0") + part) * 10n ** BigInt(SIZES[size] ?? 0), under: 10n ** BigInt(part.length) };
  };

  const understand = (text, decimals, money) => {
    const said = text.replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
    if (!said || said.length > LONGEST || /[0-9.]+[eE][-+]?[0-9]/.test(said)) refuse();
    if (/^\([^-+*/()\u2212\u00d7\u00f7]*\)$/.test(said)) refuse();
    const tokens = tokensOf(said);
    const manner = { decimals, money, scaled: tokens.some(({ mark }) => mark === "*" || mark === "/") };
    let at = 0;
    let depth = 0;
    const next = (marks) => (at < tokens.length && marks.includes(tokens[at].mark) ? tokens[at++].mark : "");
    const single = () => {
      if (next(["("])) {
        depth += 1;
        if (depth > DEEPEST) refuse();
        const value = added();
        if (!next([")"])) refuse();
        depth -= 1;
        return value;
      }
      return next(["number"]) ? numberOf(tokens[at - 1], manner) : refuse();
    };
    const signed = () => {
      const before = next(["+", "-"]);
      if (next(["£"]) && !money) refuse();
      const sign = before || next(["+", "-"]);
      const value = single();
      return sign === "-" ? { over: -value.over, under: value.under } : value;
    };
    const multiplied = () => {
      let value = signed();
      for (let sign = next(["*", "/"]); sign; sign = next(["*", "/"])) {
        const by = signed();
        if (sign === "/" && by.over === 0n) refuse();
        value = sign === "*"
          ? { over: value.over * by.over, under: value.under * by.under }
          : { over: value.over * by.under, under: value.under * by.over };
      }
      return value;
    };
    const added = () => {
      let value = multiplied();
      for (let sign = next(["+", "-"]); sign; sign = next(["+", "-"])) {
        const more = multiplied();
        const part = more.over * value.under;
        value = { over: value.over * more.under + (sign === "+" ? part : -part), under: value.under * more.under };
      }
      return value;
    };
    const value = added();
    if (at < tokens.length) refuse();
    const smallest = value.over * 10n ** BigInt(decimals);
    if (smallest % value.under !== 0n) refuse();
    const amount = smallest / value.under;
    if (amount > LIMIT || amount < -LIMIT) refuse();
    return amount;
  };

  const sayBack = (amount, { decimals, money, unit }) => {
    const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, "0");
    const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=([0-9]{3})+$)/g, ",");
    const number = decimals ? `${whole}.${digits.slice(-decimals)}` : whole;
    const sign = amount < 0n ? "\u2212" : "";
    return money ? `${sign}£${number}` : `${sign}${number} ${unit}`.trimEnd();
  };

  return Object.freeze({ understand, sayBack, NotAnAmount });
})();
