/** Places of the skeletons, "[day and time]", that still stand in the letter, as one meets them: nobody shall receive them. */
export function unfilled(letter: string, skeletons: readonly string[]): string[] {
  const places = new Set(skeletons.flatMap((text) => text.match(/\[[^\]]+\]/g) ?? []));
  return [...places]
    .filter((place) => letter.includes(place))
    .sort((one, other) => letter.indexOf(one) - letter.indexOf(other));
}
