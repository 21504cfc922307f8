"""Questions in Chinese: a sentence becomes a query graph, SPARQL, an answer with evidence.

    lexer     the sentence, cut into names the graph has and words of questions
    pieces    names put together: 邻水县 + 医保局
    focus     what is wanted, and in which form
    compose   every piece a constraint of the query graph, or a refusal
    spell     the query graph as SPARQL
    answer    rows as things, with the words that prove them

Better no answer than a wrong one: a question with a word that nothing accounts
for is refused, and the refusal names the word.
"""

from hqgraph.asking.answer import Answer, Evidence
from hqgraph.asking.asking import ask, understand

__all__ = ["Answer", "Evidence", "ask", "understand"]
