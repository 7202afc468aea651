/** 57 px of 1920 is right for 65 inches at 5 metres; other screens in proportion. */
export function setSize(wall) {
  const { inches, metres } = wall.dataset;
  const scale = Math.min(1.5, Math.max(0.5, (metres / 5) * (65 / inches))) || 1;
  document.body.style.setProperty("--scale", scale);
  wall.toggleAttribute("data-large", scale > 1.06);
}
