"""The words that titles of computer science are made of, written by hand.

Words as a dictionary has them and the commonest acronyms, in small letters; ``words`` takes
endings off before looking here. Words that are names as often ("long", "grace") are welcome too:
how much a word weighs depends on everything around it.
"""

from __future__ import annotations

TITLE_WORDS = """
ability about absolute abstract academic accelerate accent accept access accident account accuracy
accurate achieve acoustic acquire across act action active activity actor actual actuate actuator
acyclic adam adapt adaptation adapter add additive adequate adhere adjoint adjust adult advance
advantage advent adversarial adversary advice advise aerial affect affine affinity affordance
africa african again agenda agent agentic aggregate aggressive agile agnostic agree agriculture
ahead ai aid air aircraft airline airport algebra algebraic algorithm algorithmic align alignment
all allocate almost alpaca alpha already alternate alternative always ambient ambiguity ambiguous
america american amortize amplify analogy analysis analytic analyze anatomy anchor android angle
angular animal animate annealing annotate anomalous anomaly anonymous answer ant antenna
anthropomorphic anti antibody anticipate anybody anyone anything anytime anywhere apart api apis
app appearance apple application apply appraisal approach appropriate approximate ar arabic
arbitrary arc architecture area arena argue argument arithmetic arm array arrive art article
articulate artificial arxiv asia asian aspect asr assemble assembly assess assessment assign
assignment assist assistance assistant assistants assistive associate assume assumption assurance
asymmetric asymptotic asynchronous atlas atomic attack attacks attempt attend attention attentive
attribute auction audio audit auditory augment augmentation aural author auto autoencode
autoencoder autograd automata automate automatic automation autonomous autonomy autoregressive
auxiliary availability available avatar avatars average avoid avoidance aware awareness away axis
back backbone backdoor backdoors background backprop backpropagation backward bad bag balance ball
band bandit bandwidth bar barrier base baseline basic basis batch batched bayes bayesian beam bear
bearing beat bee behave behavior behavioral behaviour belief bench benchmark benchmarking benefit
benign bert best bet beta better bi bias biases bid bidirectional big bigger bilateral bilevel
bilinear bilingual billion binary bind binocular bio biological biology biomedical bipartite biped
bipedal bird birds birth bit bits black blind block blockchain blood blue blur blurry board bodied
body bone boolean boost bootstrap border bot bottleneck bottom bound boundary bounded box brain
branch break bridge brief bring broad browser budget bug build building bundle business buy byte
bytes cable cache calculus calibrate calibration call camel camera cancer canonical capability
capable capacity caption capture car card cardiac care cartesian cascade case cast cat catastrophic
catch categorical category cats causal causality cause cell cells center central centric certain
certainty certificate certify chain challenge change channel chaos character characteristic chart
chat chatbot chatbots cheap cheat cheating check chemical chemistry chess child children chinese
choice choose chunk circle circuit circular city claim class classic classical classification
classifier classify clause clean clear climate climb clinical clip clone close closed cloth
clothing cloud clue cluster clutter cnn cnns coarse code codebase codebases codec coding
coefficient cognition cognitive coherence coherent collaborate collaboration collaborative collapse
collect collective college collision color colour combat combinatorial combine command comment
commerce common commonsense communicate communication community compact companion comparative
compare comparison compensate compete competition competitive compile compiler compilers complement
complementary complete completion complex complexity compliance compliant component compose
composite composition compositional comprehend comprehension comprehensive compress compression
compressive computation computational compute computer computing concave concept conceptual concern
concrete concurrent condition conditional conference confidence confident configuration conflict
conformal confound confusion conjecture conjugate connect connection connectionist connectivity
conscious consciousness consensus consequence conservative consider consistency consistent
consolidate constant constrain constraint construct construction consume consumer contact contain
contamination content contest context contextual continual continue continuous continuum contour
contract contraction contrast contrastive contribution control controllable controller convergence
convergent conversation conversational convert convex convolution convolutional cook cookbook
cooperate cooperative coordinate coordination copilots copy coq core corner corpora corpus correct
correlate correlation correspondence corrupt corruption cosine cost cot count counter
counterfactual couple course court cover coverage cpu crack crawl create creative creativity credit
crisis criteria criterion critic critical critique crop cross crosslingual crowd crowdsource
cryptographic cryptography crystal crystals ct cubic cuda cue cultural culture curiosity current
curriculum curse curvature curve custom cut cycle cyclic daily damage damping dance danger dark
data database dataset datum day db deadline death debate debias deblurring decade decay deceive
decentralize deception deceptive decidable decide decision declarative decode decoder decoding
decompose decomposition decouple decryption deduction deep deeper deepfake defect defend defense
defenses deformable deformation degradation degree dehazing delay delayed deliver delta demand demo
democratize demonstrate demonstration demystify denoise dense densely density depend dependence
dependency dependent depict deploy deployment depth derivative descent describe description
descriptor design desire detail detect detection detector deterministic develop development device
dexterous diagnose diagnosis diagnostic diagram dialect dialog dialogue diamond dictionary
difference different differentiable differential difficult difficulty diffusion digit digital
dilemma dimension dimensional direct direction directional dirichlet disaster discount discourse
discover discovery discrepancy discrete discretize discriminate discriminative discuss disease
disentangle disparity dispatch display distance distant distil distill distillation distinct
distinguish distort distortion distract distribute distributed distribution distributional
divergence diverse diversity divide dna dns do doctor document dog dogs domain dominant door double
doubt down downstream dpo draft dragon drawing dream dress drift drink drive driven driver driving
drone drop dropout drug drugs dual duality duplicate dynamic dynamical dynamics early earth
earthquake ease easier easy eat economic economics economy edge edit edition editor education eeg
effect effective efficacy efficiency efficient effort ego egocentric eigenvalue eight elastic
elasticity elder electric electrical electro electron electronic elegant element elephant elicit
eliminate ellipsoid email embed embedding embodied embody emerge emergence emergency emergent
emission emotion emotional empathy empirical empower enable encode encoder encrypt encryption end
endoscopic energy engage engine engineer engineering english enhance enhancement enrich ensemble
ensure entail entailment entangle entity entropy enumerate environment environmental epidemic
episode episodic epistemic equation equilibria equilibrium equivalence equivariance equivariant era
error essay essential estimate estimation estimator ethical ethics euclidean europe european evade
evaluate evaluation event every everybody everyday everyone everything everywhere evidence
evidential evolution evolutionary evolve exact exam examine example exchange execute execution
executive exemplar exercise exist existence exoskeleton expand expansion expect expectation
expectile expensive experience experiment experimental expert explain explainable explanation
explicit exploit exploration exploratory explore exponential expose exposure express expression
expressive extend extended extension extensive external extract extraction extrapolate extreme
extrinsic eye fabric face facial fact factor factorization factory factual fail failure fair
fairness fake fall false family far fashion fast faster fault fear feasibility feasible feature
federate federated federation feed feedback feedforward few fewer fiber fiction fidelity field
fight film filter final finance financial find fine finetune finetuning finger fingertip finite
fire firmware first fish fisher fit five fix fixed flat fleet flexibility flexible flight flood
floor flow fluid fly focal focus fold follow food foot force forecast forensic forest forget form
formal formation formula formulation forth forward foundation four fourier fractal fraction
fragment frame framework free french frequency frequent friction friend front frontier frugal fruit
full function functional fundamental furious fusion future fuzzy gain gait game gamma gan gans gap
garment gas gate gather gating gauge gaussian gaze gear gender gendered gene general generalist
generality generalization generalize generate generation generative generator generic genetic
genome genomic geodesic geographic geometric geometry german gesture ghost giant gigabyte gist
github give glass global glove gnn gnns goal gold good google gpt gpu grab gradient gradients grain
grammar grammatical grandmaster granular granularity graph graphic graphical grasp gravity greedy
green grid gripper ground grounded group grow growth grpo guarantee guard guess guidance guide
guided habit hair half hallucinate hallucination hallucinations hamiltonian hand handbook handle
handwritten haptic hard harder hardware harm harmful harmonic harms harness hash hashing haskell
hate hazard head heads health healthcare healthy hearing heart heat heavy height helicopter help
herd hero heterogeneity heterogeneous heuristic hidden hide hierarchical hierarchy high highlight
hire histogram history hit hitchhiker hold hole holistic holonomic home homogeneous homography
homotopy honest hope hops horizon horse hospital hotel house household html human humanoid humor
hundred hybrid hydraulic hyper hyperbolic hypergraph hyperparameter hyperspectral hypotheses
hypothesis ice idea ideal identifiable identification identify identity illumination illusion image
imagery imagination imagine imbalance imitate imitation immersive impact impedance imperfect
imperfection implement implication implicit importance important imprecise improve improvement
impute incentive inclusion incomplete inconsistency incorporate incorrect increase incremental
independence independent index indian indicator indirect individual indoor induce induction
inductive industrial industry inequality inertia inertial infer inference infinite influence inform
information informative infrared infrastructure inhibit initial initialization inject injection
inner innovation inpaint inpainting input inquiry insect insert insertion insight inspect
inspection inspire instability instance instant instruct instruction instrument integer integral
integrate integration integrity intelligence intelligent intend intensity intensive intent
intention inter interact interaction interactive interest interface interference interior
intermediate internal internet interpolate interpret interpretability interpretable interpretably
interpretation intersection interval intervention intra intrinsic introduce introduction
introspective intrusion intuition intuitive invariance invariant invasive inverse inversion invert
investigate investigation investment invisible io ios iot ip iphone ir irregular isabelle isolate
isolation issue item iterate iteration iterative jailbreak jailbreaking jailbreaks japanese java
javascript job join joint joke jokes journey json judge judgement judgment jump kernel kernels key
keyframe keypoint keypoints keyword kick kilobyte kinematic kinematics kinodynamic knowledge known
korean label labeled labeling laboratory lack lagrangian landing landmark landscape lane language
laplacian large larger laser lasso last late latency latent latex lattice law layer layout lazy
lead leader leaderboard leaf leak leakage lean learn learnable learner learning leave leg legal
legged length lens lesion lesson lessons level leverage lexical liability liar liars library lidar
lies life lifelong lift light lighter lighting lightweight likelihood limb limit limitation line
linear linearize lingual linguistic link linux lipschitz liquid list listen literacy literal
literature live llama llm llms lm lms load local locality localization localize locate location
locomotion log logic logical logit logits long longer look lookup loop lora lose loss lossless
lottery love low lower lstm lunar lyric lyrics machine macro made magazine magic magnetic magnitude
maintain maintenance make makeup malicious malware man manage management maneuver manifesto
manifold manipulate manipulation manipulator manual manufacture many map mapping margin marginal
marine marker market markov mask mass massive master match matching material math mathematical
mathematics matrices matrix matter matting max maximal maximization maximize maximum maze mdp mdps
mean meaning meaningful measure measurement mechanic mechanical mechanics mechanism mechanistic
media medic medical medicine medium meet member membership memorization memorize memory men mental
merge mesh meshes message meta metadata metal metaphor method methodology metric micro microscopic
microservice mid middle migration mild million mimic min mind mine miniature minimal minimax
minimization minimize minimum mining mirror misinformation mislead mismatch miss missing mission
misspecified mistake mitigate mitigation mix mixed mixture ml mllm mllms mobile mobility modal
modality mode model modeling modelling modern modification modular modularity modulate module moe
molecular molecule molecules moment momentum monitor monitoring monkey monocular monolingual
monosemantic monotone monotonic monster moon moral morphology mortality motif motion motivate motor
mouse mouth move movement movie moving mri mt multi multiagent multihop multilingual multimodal
multiple multiplicative multitask multiturn multivariate multiview muscle music musical mutual
mystery myth naive name narrative narrow native natural nature navigate navigation near nearest
necessary need needle needs negation negative negotiate negotiation neighbor neighborhood neighbour
nerf nested net network networked neural neuro neuromorphic neuron neuroscience neurosymbolic
neutral new news newspaper next night nine nlp nobody node noise noisy non nonconvex nonlinear
nonparametric nonprehensile norm normal normalization normalize normative notation note nothing
novel novelty nuance nuclear null number numerical nurse object objective observable observation
observe observer obstacle occlusion occupancy ocean ocr odometry odyssey offensive offline often
oil old olympiad omnidirectional once one online ontology open operate operation operational
operator opinion opponent opportunity optic optical optics optimal optimality optimism optimistic
optimization optimize optimizer optimum option oracle orange orbit order ordinal organ organize
orient orientation origin original orthogonal os oscillate other outdoor outlier outperform output
over overcome overfit overhead overlap overview owe own package packet page pain paint pair
pairwise palm pandemic panoptic panorama panoramic paper paradigm paradox parallel parallelism
parameter parametric paraphrase pareto parking parse parser part partial participant particle
partition party pass passage passive past patch path pathologist pathology pathway patient pattern
pay payload pc pcs pdf pedestrian peer penalty pendulum people perceive percept perception
perceptron perceptual perfect perform performance period periodic permutation persist persistent
person persona personal personality personalization personalize personas perspective persuasion
perturb perturbation phase phenomena phenomenon phishing phone phoneme photo photometric photon
phrase physical physics pick picture piece pilot pipe pipeline pitch pitfall pixel pixels place
plan planar plane planet planner planning plant plasma plastic plasticity plate platform plausible
play playbook player plug pneumatic poem poetry point pointwise poison poker policy political
politics polynomial pomdp pomdps pool pooling poor popular population port portable portrait pose
position positional positive possible post posterior posttraining posture potential power ppo
practical practice pre precise precision precondition predict predictable prediction predictive
predictor prefer preference prefix preliminary preserve pressure pretrain pretrained pretraining
prevent price primal primer primitive principal principle print printed prior priority privacy
private privilege proactive probabilistic probability probable probe problem procedural procedure
process processing processor produce product production professional profile program programmable
programming progress progressive project projection projective promise promote prompt pronoun proof
proofs propagate propagation proper property proposal propose prosthesis protect protection protein
proteins protocol prototype prototypical provable provably prove provenance provide proving
proximal proximity prune pruning pseudo psychological public publication pull pure purpose pursuit
push puzzle pyramid python qa quadratic quadrotor quadruped quadrupedal quality quantification
quantify quantile quantity quantization quantize quantized quantum quasi quaternion query quest
question queue quick race racial racism radar radial radiance radio radiologist radiology rag
railway rain random randomization randomize randomness range rank ranker ranking ransomware rapid
rare rate rating ratio rational rationale raw reach reachability reaction reactive read readable
reader reading ready real realistic reality really reason reasoning recall receding receive recipe
recipes recognition recognize recommend recommendation recommender reconfigurable reconstruct
reconstruction record recover recovery rectify recurrence recurrent recursion recursive red reddit
redteaming reduced redundancy redundant reference refine refinement reflect reflection reformulate
refuse region register registration regress regression regret regular regularization regularize
regularizer regulation rehabilitation reinforce reinforcement reject relate relation relational
relationship relative relax relaxation relevance relevant reliability reliable relu remote removal
remove render rendering rent repair reparameterize repeat replace replan replay replicate report
repository represent representation representative reproduce reproducibility reproducible request
require requirement rerank reranking rescue research reset residual resilience resilient resistance
resolution resolve resource respiratory respond response responsible rest restaurant restoration
restore restrict result retargeting rethink retrieval retrieve retriever retrospective return reuse
reveal reverse review revise revisit revolution reward rewrite rich riemannian right rigid ring
rings risk rl rlhf rnn rnns road roadmap robot robotic robotics robust robustness rod role roleplay
rolling rollout room root rope rotate rotation rotor rough round route router routing rover rule
run runtime rust safe safety saga salience saliency salient sample sampler sampling sandbag
sandbagging sarcasm sat satellite satisfaction satisfiability satisfy save say scalability scalable
scalar scale scaling scan scarce scenario scene schedule scheduling schema scheme scheming science
scientific scientist scope score scratch scratchpad screen screenplay screw script search season
second secret secure security see seed seek segment segmentation select selection selective self
sell semantic semantics semi semidefinite sense sensing sensitive sensitivity sensor sensorimotor
sentence sentience sentiment separable separate separation sequence sequential series serve
serverless service serving servoing session set setting seven sgd shadow shallow shape share sharp
sheep shift ship short shorter shortest shot shots show sick side sight sigmoid sign signal
signature signed silicon silver similar similarity simple simpler simplicity simplification
simplify simulate simulated simulation simulator simultaneous single singular situated situation
six size skeleton sketch skill skin sky slam sleep slide slip slm slms slope slot slow slower small
smaller smart smooth smoothing snake snow soccer social society sociology soft softmax software
soil solar soldier solution solve solver somebody someone something sometimes somewhere sonar sort
sound source space spanning sparse sparsely sparsity spatial spatio spatiotemporal speaker special
specialist specialize specific specification specify spectral spectrum speculative speech speed
spend spherical spider spike spiking splats splatting spline split spoken spoofing sport spot
spread spring spy sql square stability stabilize stable stack stage stance standard standardize
start state statement static station stationary statistic statistical statistics stay steady steer
steering step steps stepwise stereo stereotype stereotypes stick stiffness stimulation stochastic
stock stone stop storage store story straggler strategic strategy stream streaming street strength
stress string stroke strong stronger structural structure structured student study style stylize
sub subgoal subgraph subject subjective sublinear submodular subpopulation subset subspace
substructure subtask subword subwords success successive sufficient suggest suite sum summarization
summarize summary sun super superhuman superintelligence supernatural superposition supervise
supervised supervision supervisor support surface surgeon surgery surgical surprise surrogate
surrounding surveillance survey survival suspension sustainability sustainable swarm swing switch
sycophancy symbol symbolic symmetric symmetry synchronization synchronize synergy syntactic syntax
synthesis synthesize synthetic system systematic systemic table tabular tackle tactic tactical
tactile tail tailor take takeoff tale talk talking tame target task taught taxonomy tcp teach
teacher team technical technique technology teenager teleoperate teleoperation tell template
temporal ten tensor terabyte term terminal terrain test testing tether text textual texture theorem
theoretic theoretical theory therapist therapy thermal thin thing think thinking third thought
thousand threat three threshold throughput throw tight tightening time tinker tiny tip today toe
together token tokenization tokenizer tokenless tokens tolerance tolerant tomorrow tool toolbox
toolkit top topic topological topology torque total touch tour tourism toxic toxicity trace track
tracker tracking tractable trade tradeoff tradition traditional traffic train trainable training
trait trajectory transaction transcript transductive transfer transferable transform transformation
transformer transient transition translate translation translator transparency transparent
transport trap travel traverse treat treatment tree trend trial trick trigger trillion triple
trouble truly trust trustworthy truth truthful truths tts tube tumor tune tuning turbulence turn
turns turtle tutor tutorial tutors tv twice twin twitter two type typed uav uavs ubiquitous ugly ui
ultra ultrasound unbiased unbounded uncertain uncertainty unconstrained uncover underactuated
understand understanding underwater unfair unfold unified uniform unify union unique unit unite
universal universe university unknown unlabeled unlearn unlearning unlock unmanned unobserved
unpaired unravel unseen unstructured unsupervised unveil update upper urban url usability usage use
useful user using utility utilize utterance ux vaccine vae valid validate validation validity value
vanishing variability variable variance variant variation variational variety vector vehicle
velocity verb verbal verifiable verification verifier verify verilog versatile version vertical
vicinity victim video view viewpoint violation virtual virus visibility visible vision visual
visualize vital vla vlm vlms vocabulary voice volume volumetric voter voting voxel voxels vqa vr
vulnerability vulnerable walk walker walking wall want wants warehouse warm warp wash watch water
watermark wave wavelet way weak weaker weakly wear wearable weather web weight weighted welfare
well whale wheel wheelchair wheeled white whole wide wider wifi wikipedia wild wildfire win wind
window wing winner wire wireless wise wish wizard woman women wood word work worker workflow
workload workshop workspace world worlds worm worst wrist write wrong xr year yellow yesterday
yield youth youtube zero zone zoo zoom
"""
