"""What LaTeX macros stand for."""

from __future__ import annotations

_SYMBOLS = r"""
alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ
Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘
aleph ℵ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬
lnot ¬ top ⊤ bot ⊥ angle ∠ prime ′ sum ∑ prod ∏ coprod ∐ int ∫ oint ∮ iint ∬ bigcup ⋃ bigcap ⋂
bigoplus ⨁ bigotimes ⨂ bigvee ⋁ bigwedge ⋀ ldots … dots … dotsc … dotsb … cdots ⋯ vdots ⋮ ddots ⋱
lbrace { rbrace } langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ vert | lvert | rvert |
Vert ‖ lVert ‖ rVert ‖ backslash \ square □ Box □ blacksquare ■ triangle △ diamond ⋄ Diamond ◇
bullet • checkmark ✓ S § P ¶ dag † dagger † ddag ‡ ddagger ‡ copyright © pounds £ degree °
textdegree ° textbackslash \ textasciitilde ~ textasciicircum ^ textunderscore _ textbar |
textless < textgreater > textendash – textemdash — textquotedblleft “ textquotedblright ”
textquoteleft ‘ textquoteright ’ textquotesingle ' textellipsis … textbullet • texttrademark ™
textregistered ® textcopyright © textsterling £ texteuro € euro € textmu µ textdollar $
flat ♭ sharp ♯ natural ♮ heartsuit ♥ spadesuit ♠ clubsuit ♣ diamondsuit ♦
"""

_BETWEEN = r"""
pm ± mp ∓ times × div ÷ cdot · ast * star ⋆ circ ∘ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ cup ∪ cap ∩
sqcup ⊔ sqcap ⊓ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿ uplus ⊎
ltimes ⋉ rtimes ⋊ bowtie ⋈ leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ ll ≪ gg ≫
lt < gt > lesssim ≲ gtrsim ≳ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ asymp ≍ doteq ≐ propto ∝
prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ triangleq ≜ coloneqq ≔ in ∈ notin ∉
ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒
vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ perp ⊥ parallel ∥ mid ∣ nmid ∤ to → rightarrow → leftarrow ←
gets ← leftrightarrow ↔ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Rightarrow ⇒
Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ iff ⟺ Longrightarrow ⟹ Longleftrightarrow ⟺ mapsto ↦
longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ rightleftharpoons ⇌ uparrow ↑
downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ leadsto ⇝ rightsquigarrow ⇝
twoheadrightarrow ↠
"""

_FUNCTIONS = """
log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan min max sup inf
lim limsup liminf arg det dim ker deg gcd hom Pr argmin argmax mod
"""

_LETTERS = (
    "ss ß o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð dj đ DJ Đ th þ TH Þ"
)

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_MATH_ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "Hat": "\u0302", "tilde": "\u0303", "Tilde": "\u0303",
    "widetilde": "\u0303", "bar": "\u0304", "Bar": "\u0304", "overline": "\u0305",
    "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "check": "\u030c", "breve": "\u0306",
    "acute": "\u0301", "grave": "\u0300", "mathring": "\u030a",
}  # fmt: skip

_ASIDE = """
emph textit textbf texttt textsc textsf textrm textsl textmd textup textnormal text mbox hbox
underline uline mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak mathnormal boldsymbol
bm bold pmb operatorname url path nolinkurl smash textnumero mathbin mathrel mathop mathord
"""
_SWITCHES = """
em it bf rm sl sc sf tt cal itshape bfseries ttfamily scshape sffamily rmfamily upshape normalfont
displaystyle textstyle scriptstyle limits nolimits small footnotesize large Large tiny normalsize
left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm middle noindent
protect relax xspace centering boldmath unboldmath
"""
_STRUCK = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "P": "ℙ", "H": "ℍ"}

_SUPER = (
    "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ"
    "TᵀNᴺMᴹKᴷDᴰLᴸHᴴAᴬBᴮ∘°⊤ᵀ′′''**⋆⋆††‡‡∗*"
)
_SUB = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ"


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


SYMBOLS = _pairs(_SYMBOLS)
"""Macros that stand for a character."""

BETWEEN = _pairs(_BETWEEN)
"""The same; these stand between two things."""

FUNCTIONS = frozenset(_FUNCTIONS.split())
"""Macros that stand for their own name."""

LETTERS = _pairs(_LETTERS)
"""Macros that stand for a letter, in text only: formulas have others of these names."""

TEXT_ACCENTS = _ACCENTS
"""Macros that put an accent, a combining character, on a letter; in text only."""

MATH_ACCENTS = _MATH_ACCENTS
"""The same, in formulas and beside them."""

ASIDE = frozenset(_ASIDE.split())
"""Macros whose argument stands for itself."""

SWITCHES = frozenset(_SWITCHES.split())
"""Macros that stand for nothing."""

FRACTIONS = frozenset({"frac", "tfrac", "dfrac", "nicefrac", "sfrac", "cfrac"})
"""Macros that stand for the quotient of two arguments."""

ESCAPED = {
    **{sign: sign for sign in "%&_#${}"},
    **{sign: " " for sign in " ,;:>\n\t\\"},
    "!": "", "-": "", "/": "", "|": "‖",
}  # fmt: skip
"""Signs after a backslash, and what they stand for."""

SPACES = {"quad": " ", "qquad": "  ", "space": " ", "thinspace": " ", "newline": " ", "par": " "}
"""Macros that stand for white space."""

STRUCK = _STRUCK
"""Double-struck letters that fonts of terminals have."""

RAISED = dict(zip(_SUPER[::2], _SUPER[1::2], strict=True))
LOWERED = dict(zip(_SUB[::2], _SUB[1::2], strict=True))
"""Characters that can be raised or lowered."""
