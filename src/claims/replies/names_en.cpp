#include <string_view>

namespace shipwitness::claims::replies {

// Given names of Britain, America, Europe and Asia as they stand under English letters, in plain form (no accents).
extern const std::string_view kEnglishGivenNames;
const std::string_view kEnglishGivenNames = R"(
aaron abby abdul abigail adam adele adrian agata agnes agnieszka ahmed aisha akira alan albert alec alejandro aleksandra
aleksander alessandro alex alexander alexandra alexis alfred ali alice alicia alina alison alistair allan allison alma
amanda amara amber amelia amina amir amit amy ana anders andre andrea andreas andrei andrew andrzej andy anastasia angel
angela angus anika anil anita anja ann anna anne annette annie anthony antoine anton antonia antonio anya ariana arjun
arnold arthur artur asha ashley astrid audrey august aurora ava axel barbara barry bart beata beatrice becky bella ben
benedict benjamin bernadette bernard bernd bert beth bethany betty bettina beverley bianca birgit bjorn bob boris brad
bradley brandon brenda brendan brian bridget bruce bruno bryan callum cameron camilla camille carl carla carlos carly
carmen caroline carolyn cathal catherine cathy catriona cecilia charles charlie charlotte chen cheryl chiara chloe chris
christian christina christine christoph christopher ciara claire clara clare clark claudia clive colette colin connor conor
cora craig cristina cynthia dagmar daisy damian damien dan dana daniel daniela danielle danny daria darius darren dave
david deborah debbie declan deirdre denis denise dennis derek dermot diana diane diego dieter dimitri dina dmitri dominic
dominik dominika donald donna dora doris dorothy doug douglas duncan dylan eamon ed eddie edgar edith edward edwin eileen
einar elaine elena eleanor elena eliza elizabeth ella ellen ellie elliot elsa elspeth emil emilia emily emma emmanuel enrico
eric erica erik erika erin ernest esther ethan eugene eva evan evelyn ewa ewan fabian fatima felix fernando fergus finn fiona
florian frances francesca francesco francis francois fred freddie frederick freya frida fritz gabriel gabriela gareth gary
gavin gemma geoff geoffrey george georgia georgina gerald gerard gerd gerhard gianni gillian gina giorgio giovanni giulia
glen glenn gordon graham greg gregory greta guido gunnar gustav gwen hal hamid hanna hannah hans harald harold harriet harry
harvey hassan hazel heather hector heidi heike helen helena helga henrik henry herbert hilary holger holly howard hugh hugo
ian ibrahim ida igor ilona ilse ines inga inge ingrid irena irene irina isaac isabel isabella isla ivan ivana jacek jackie
jacob jacqueline jade jaime jake jakob jakub james jamie jan jana jane janet janice janina janine jason jasmine jasper javier
jay jeff jeffrey jen jenna jennifer jenny jens jeremy jerome jerry jess jessica jill jim jimmy joan joana joanna joanne joe
joel johan johann johanna johannes john johnny jon jonas jonathan jordan jorge jose josef joseph josephine josh joshua joyce
juan judith judy julia julian juliana julie juliet jurgen justin justyna kai kamil kamila karel karen karin karina karl karolina
kasia kasper kate katarina katarzyna kate katharina katherine kathleen kathryn kathy katie katja katrin kay kazuo keith kelly
ken kenji kenneth kerry kevin khalid kieran kim kirsten kirsty klaus konrad kris kristina krzysztof kuba kumar kurt kyle lara
larissa larry lars laszlo laura lauren laurence lawrence lea leah lee leila lena leo leon leonard leonie leslie lewis li liam
lidia liisa lina linda lindsay lisa liz lloyd lola lorenzo lorna lorraine louis louisa louise luc luca lucas lucia lucie lucy
luis luisa lukas lukasz luke lydia lynn maciej madeleine magda magdalena maggie magnus mai maja malcolm malgorzata mandy
manfred manuel manuela marc marcel marcela marcia marcin marco marcus marek margaret maria mariam marian marianne marie marina
mario marion marisa marius marjorie markus marlene marta martha martin martina mary maryam mateusz matilda mats matt matteo
matthew matthias maureen maurice maxine meera megan mehmet mei melanie melissa mia michael michaela michal michel michelle
miguel mika mikael mike mila milan milena millie mira miranda miriam mirko mohamed mohammed moira molly mona monica monika morag
moritz muhammad muriel nadia nadine nancy naomi natalia natalie natasha nathan neil nell nelson neve niall niamh nicholas
nicola nicolas nicole nigel nikita niklas nikolai nikos nils nina noah noel nora norbert norma norman nuala odette olaf ole
oleg olga oliver olivia ollie omar oscar otto owen pablo paddy padraig pam pamela paola paolo pascal patricia patrick patrik
paul paula pauline pavel pawel pedro peggy per pernille pete peter petra petr phil philip philippa philippe phillip phoebe
pierre piotr polly priya rachel radek rafael rafal rahul raj rajesh ralf ralph ramona raoul raquel rashid rasmus ravi raymond
rebecca regina reiner renata rene rhys ricardo richard rick ricky rita robert roberta roberto robin rocco rod roger roisin
roland rolf romy ron ronald ronan rory rosa rosalind rosemary rosie ross rowan roy rudolf rupert russell ruth ryan sabine
sabrina sally salma sam samantha samir samuel sandra sanjay sara sarah sasha scott sean sebastian selina serena sergei sergey
sergio shane shannon sharon shaun sheila shirley siân sian sibylle siegfried sigrid silvia simon simone siobhan sofia sofie
sonia sonja sonya sophia sophie stacey stan stanislav stefan stefania stefano steffen stella stephan stephanie stephen steve
steven stuart susan susanna susanne suzanne svein sven svetlana sylvia sylvie tamara tanja tanya tara tariq tatiana ted teresa
terence terry tess thea theo theresa therese thomas thorsten tim timothy tina tobias todd tom tomas tomasz tommy toni tony
torsten tracey tracy trevor trish trisha ulla ulrich ulrike una ursula uwe valentina valerie vanessa vera verena veronica
veronika vicky victoria vijay vikram viktor viktoria vincent viola virginia vivian vladimir wahid walter wanda wanjiru warren
wayne wei wendy werner wilfred wilhelm william wim wojciech wolfgang xavier yan yana yara yasmin yolanda yuki yulia yuri yusuf
yves yvette yvonne zach zainab zara zbigniew zeynep zoe zofia zsofia zuzana
)";

}  // namespace shipwitness::claims::replies
