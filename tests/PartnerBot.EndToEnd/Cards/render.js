// Draws cards with Microsoft's renderer as Teams does it: Markdown on, the theme's colours, one card below the other.
window.draw = (cards, { background, emphasis, text, accent }) => {
  document.documentElement.lang = "en";
  document.body.style.cssText = `margin:0;padding:8px;background:${background};color:${text};font-family:sans-serif`;
  const style = document.createElement("style");
  style.textContent = `
    .card { border: 1px solid ${text}; border-radius: 4px; margin-bottom: 12px; }
    .ac-pushButton { background: ${background}; color: ${text}; border: 1px solid ${text}; border-radius: 4px; padding: 6px 12px; font-size: 14px; white-space: normal !important; }
    select { background: ${background}; color: ${text}; width: 100%; font-size: 14px; }
    .ac-textRun a, a { color: ${accent}; }
    p { margin: 0; }`;
  document.head.append(style);
  const markdown = window.markdownit();
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (source, result) => {
    result.outputHtml = markdown.render(source);
    result.didProcess = true;
  };
  const colors = { default: text, subtle: text };
  const foregroundColors = Object.fromEntries(
    ["default", "dark", "light", "accent", "good", "warning", "attention"].map(name => [
      name,
      { default: name === "accent" ? accent : colors.default, subtle: colors.subtle },
    ]),
  );
  const containerStyles = {
    default: { backgroundColor: background, foregroundColors },
    emphasis: { backgroundColor: emphasis, foregroundColors },
  };
  window.pressed = [];
  for (const source of cards) {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig({
      fontFamily: "sans-serif",
      supportsInteractivity: true,
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 400, default: 400, bolder: 600 },
      containerStyles,
      // On a phone, Teams puts buttons one below the other.
      actions: { maxActions: 6, actionsOrientation: innerWidth < 500 ? "vertical" : "horizontal", buttonSpacing: 8, actionAlignment: "left" },
      spacing: { small: 4, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 12 },
    });
    card.onExecuteAction = action => window.pressed.push(action.toJSON());
    card.parse(source);
    const place = document.createElement("main");
    place.className = "card";
    place.append(card.render());
    document.body.append(place);
  }
};
