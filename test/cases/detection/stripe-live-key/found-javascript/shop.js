const stripe = require("stripe")("⟦sk⁞_live_zgEOzdmenCkhvMdgaKjIg8xN⟧");
