// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"use strict";

/** An exact fraction in lowest terms with a positive denominator. x / 0 is 0, as in the
 *  specification. */
class Fraction {
  constructor(numerator, denominator = 1n) {
    let n = BigInt(numerator);
    let d = BigInt(denominator);
    if (d === 0n) n = 0n, d = 1n;
    if (d < 0n) n = -n, d = -d;
    let a = n < 0n ? -n : n;
    let b = d;
    while (b > 0n) [a, b] = [b, a % b];
    this.n = n / a;
    this.d = d / a;
    Object.freeze(this);
  }

  /** "3/5", "0.25", "7"; anything else, and a zero denominator, throws a RangeError. */
  static parse(text) {
    const words = String(text).trim();
    let match = /^(-?\d{1,60})(?:\s*\/\s*(\d{1,60}))?$/.exec(words);
    if (match) {
      if (match[2] !== undefined && BigInt(match[2]) === 0n)
        throw new RangeError(`${words} has the denominator 0`);
      return new Fraction(match[1], match[2] ?? 1n);
    }
    match = /^(-?)(\d{0,30})\.(\d{1,30})$/.exec(words);
    if (match) return new Fraction(match[1] + match[2] + match[3], 10n ** BigInt(match[3].length));
    throw new RangeError(`“${words}” is no fraction such as 3/5`);
  }

  plus(other) { return new Fraction(this.n * other.d + other.n * this.d, this.d * other.d); }
  minus(other) { return new Fraction(this.n * other.d - other.n * this.d, this.d * other.d); }
  times(other) { return new Fraction(this.n * other.n, this.d * other.d); }
  over(other) { return new Fraction(this.n * other.d, this.d * other.n); }
  power(exponent) { return new Fraction(this.n ** BigInt(exponent), this.d ** BigInt(exponent)); }
  equals(other) { return this.n === other.n && this.d === other.d; }
  below(other) { return this.n * other.d < other.n * this.d; }
  get isZero() { return this.n === 0n; }
  get isNegative() { return this.n < 0n; }
  toString() { return this.d === 1n ? String(this.n) : `${this.n}/${this.d}`; }

  /** The natural logarithm of a positive fraction, as a double. */
  log() {
    const ln = (integer) => {
      const shift = Math.max(0, integer.toString(2).length - 60);
      return Math.log(Number(integer >> BigInt(shift))) + shift * Math.LN2;
    };
    return ln(this.n) - ln(this.d);
  }
  /** A double, for the eye. */
  approximate() { return this.isZero ? 0 : Math.sign(Number(this.n)) * Math.exp(new Fraction(this.n < 0n ? -this.n : this.n, this.d).log()); }

  static sum(fractions) { return fractions.reduce((a, b) => a.plus(b), Fraction.zero); }
  static product(fractions) { return fractions.reduce((a, b) => a.times(b), Fraction.one); }
}
Fraction.zero = new Fraction(0n);
Fraction.one = new Fraction(1n);
