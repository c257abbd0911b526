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
    const common = Fraction.gcd(n, d);
    this.n = n / common;
    this.d = d / common;
    Object.freeze(this);
  }

  static gcd(x, y) {
    let [a, b] = [x < 0n ? -x : x, y];
    while (b > 0n) [a, b] = [b, a % b];
    return a;
  }
  /** n/d where they are known to be in lowest terms: large powers are not divided out. */
  static lowest(n, d) { return Object.freeze(Object.assign(Object.create(Fraction.prototype), {n, d})); }

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
  times(other) {  // crosswise, which is fast for a large factor and a small one
    const [a, b] = [Fraction.gcd(this.n, other.d), Fraction.gcd(other.n, this.d)];
    return Fraction.lowest((this.n / a) * (other.n / b), (this.d / b) * (other.d / a));
  }
  over(other) { return new Fraction(this.n * other.d, this.d * other.n); }
  power(exponent) { return Fraction.lowest(this.n ** BigInt(exponent), this.d ** BigInt(exponent)); }
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
  approximate() { return this.isZero ? 0 : Math.sign(Number(this.n)) * Math.exp(Fraction.lowest(this.n < 0n ? -this.n : this.n, this.d).log()); }

  static sum(fractions) { return fractions.reduce((a, b) => a.plus(b), Fraction.zero); }
  static product(fractions) { return fractions.reduce((a, b) => a.times(b), Fraction.one); }
  /** The product of base ** exponent over the pairs, bit by bit of all exponents at once. */
  static productOfPowers(pairs) {
    let result = Fraction.one;
    for (let bit = 31; bit >= 0; --bit) {
      result = result.power(2);
      for (const [base, exponent] of pairs) if ((exponent >>> bit) & 1) result = result.times(base);
    }
    return result;
  }
}
Fraction.zero = new Fraction(0n);
Fraction.one = new Fraction(1n);
